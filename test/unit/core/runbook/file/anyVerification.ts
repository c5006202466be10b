import fc from 'fast-check';
import type {
  Flow,
  FlowBody,
  FlowStep,
  ServiceVerification,
  VerificationPolicy,
} from '../../../../../src/core/runbook/verificationPolicy.js';
import { few, id, ids, line, maybe, ms, of, url, word } from './anyText.js';

const jsonPath = fc.array(word, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('.'));
const headerName = word.map((text) => `x-${text.replaceAll('_', '-')}`);
const answerPath = fc.oneof(
  jsonPath,
  headerName.map((name) => `header:${name}`),
);
const captureName = word.map((text) => `n${text}`);
const words = few(line.filter((text) => text.trim() !== ''));
const headerText = fc.string({ unit: fc.constantFrom(...Array.from(` -?:,[]#&*!|>'"%@~=<09azAZ`)), maxLength: 12 });

/** A text that may hold the names in double braces. */
const filled = (texts: fc.Arbitrary<string>, names: readonly string[]) =>
  fc
    .tuple(texts, fc.subarray([...names]))
    .map(([text, some]) =>
      [text.replaceAll('{{', ''), ...some.map((name) => `{{${name}}}`)].join(' ').replace(/^ /, ''),
    );

const service: fc.Arbitrary<ServiceVerification> = fc.record({
  insideUrl: maybe(url),
  servedBy: maybe(
    fc.oneof(
      jsonPath.map((path) => ({ by: 'json' as const, path })),
      headerName.map((name) => ({ by: 'header' as const, name })),
    ),
  ),
  p95BelowMs: maybe(ms),
  balancerName: maybe(line),
  databaseUrl: maybe(url),
});

const body = (names: readonly string[]): fc.Arbitrary<FlowBody> =>
  fc.oneof(
    fc.record({ as: fc.constant('json' as const), text: filled(line, names) }),
    fc.record({
      as: fc.constant('form' as const),
      fields: fc.dictionary(word, filled(line, names), { maxKeys: 3, noNullPrototype: true }),
      file: maybe(
        fc.record({
          field: word,
          name: word.map((text) => `${text}.pdf`),
          type: of(['application/pdf', 'text/plain'] as const),
          content: fc.oneof(fc.constant('pdf' as const), fc.record({ text: line })),
        }),
      ),
    }),
  );

/** A step after which the names that it captures may be used, too. */
const step = (names: readonly string[]): fc.Arbitrary<FlowStep> => {
  const texts = <T extends string>(key: fc.Arbitrary<T>, text: fc.Arbitrary<string>) =>
    fc.dictionary(key, filled(text, names), { maxKeys: 2, noNullPrototype: true });
  const address = fc
    .tuple(url, fc.subarray([...names]))
    .map(([start, some]) => `${start.replace(/[{}]/g, '')}${some.map((name) => `/{{${name}}}`).join('')}`);
  const common = {
    title: line,
    url: address,
    headers: texts(headerName, headerText),
    expect: fc.record({
      statuses: fc.uniqueArray(fc.integer({ min: 100, max: 599 }), { minLength: 1, maxLength: 3 }),
      json: texts(answerPath, line),
    }),
    capture: fc.dictionary(captureName, answerPath, { maxKeys: 2, noNullPrototype: true }),
    untilMs: fc.oneof(fc.constant(0), fc.nat(1_800_000)),
  };
  return fc.oneof(
    fc.record({ ...common, method: fc.constant('GET' as const), body: fc.constant(undefined) }),
    fc.record({ ...common, method: of(['POST', 'PUT', 'DELETE'] as const), body: maybe(body(names)) }),
  );
};

const steps = (count: number, names: readonly string[] = ['run']): fc.Arbitrary<readonly FlowStep[]> =>
  count === 0
    ? fc.constant([])
    : step(names).chain((first) =>
        steps(count - 1, [...names, ...Object.keys(first.capture)]).map((others) => [first, ...others]),
      );

const flow = (flowId: string, names: readonly string[]): fc.Arbitrary<Flow> =>
  fc.record({
    id: fc.constant(flowId),
    title: line,
    services: fc.subarray([...names]),
    steps: fc.integer({ min: 1, max: 3 }).chain((count) => steps(count)),
  });

/** Any verification of the services of these names. */
export const verificationOf = (names: readonly string[]): fc.Arbitrary<VerificationPolicy> =>
  fc.tuple(fc.subarray([...names]), ids(0, 2)).chain(([verified, flowIds]) =>
    fc.record({
      services: fc
        .tuple(...verified.map(() => service))
        .map((all) => Object.fromEntries(all.map((one, index) => [verified[index] ?? '', one]))),
      balancer: maybe(fc.record({ kind: of(['auto', 'traefik', 'haproxy'] as const), url, service: id })),
      flows: fc.tuple(...flowIds.map((flowId) => flow(flowId, names))),
      session:
        names.length === 0
          ? fc.constant(undefined)
          : maybe(
              fc.tuple(fc.constantFrom(...names), steps(2)).map(([name, [create, read]]) => ({
                service: name,
                // Two were asked for.
                create: create as FlowStep,
                read: read as FlowStep,
              })),
            ),
      alertmanagerUrl: maybe(url),
      grafanaUrl: maybe(url),
      alerts: fc.record({
        ignore: words,
        match: fc.dictionary(captureName, headerText, { maxKeys: 3, noNullPrototype: true }),
      }),
      usageBelowPercent: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 1, max: 100, noNaN: true })),
      requestsPerReplica: fc.integer({ min: 5, max: 1000 }),
      queueWindowMs: fc.integer({ min: 10_000, max: 3_600_000 }),
      queueEveryMs: fc.integer({ min: 1000, max: 2000 }),
      exhaustionWords: words,
      errorWords: words,
    }),
  );
