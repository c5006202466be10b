import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { EngineConnection } from '../../../src/app/ports.js';
import { toContainerRecord } from '../../../src/engine/containers/toContainerRecord.js';
import { parseEngineEvent } from '../../../src/engine/events/engineEvent.js';
import { toUsageSample } from '../../../src/engine/stats/toUsageSample.js';
import { until } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { demoEngine, realEngine, type Engine } from '../support/engines.js';

type Json = Readonly<Record<string, unknown>>;

/** The bare answer, by none of the product's own code. */
function ask(host: string, path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'Content-Type': 'application/json' } : {};
    const socketPath = host.replace('unix://', '');
    const call = request({ socketPath, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (path.startsWith('/events') && text.includes('\n')) response.destroy();
      });
      response.once('close', () => resolve(text));
    });
    call.once('error', reject);
    call.end(body && JSON.stringify(body));
  });
}

/** What is refused or of no effect, in an order in which the next one needs what the one before has left. */
const asked: readonly (readonly [string, (id: string, name: string) => readonly [string, string, string?]])[] = [
  ['a container that is not there', () => ['GET', `/containers/${absent}/json`]],
  ['to start one that is not there', () => ['POST', `/containers/${absent}/start`]],
  ['to stop one that is not there', () => ['POST', `/containers/${absent}/stop`]],
  ['to restart one that is not there', () => ['POST', `/containers/${absent}/restart`]],
  ['to remove one that is not there', () => ['DELETE', `/containers/${absent}`]],
  ['the log of one that is not there', () => ['GET', `/containers/${absent}/logs?stdout=1`]],
  ['the statistics of one that is not there', () => ['GET', `/containers/${absent}/stats?stream=false&one-shot=true`]],
  ['a command that is not there', () => ['GET', `/exec/${absent}/json`]],
  ['to start a command that is not there', () => ['POST', `/exec/${absent}/start`, '{}']],
  ['a command in none', () => ['POST', `/containers/${absent}/exec`, '{"Cmd":["true"]}']],
  ['an image that is not there', () => ['GET', '/images/scalebook-test/no-such:1/json']],
  ['a place that there is not', () => ['GET', '/no-such-place']],
  ['a filter that is no JSON', () => ['GET', '/containers/json?filters=%7B']],
  ['a filter that there is not', () => ['GET', '/containers/json?filters=%7B%22no-such%22%3A%5B%22a%22%5D%7D']],
  ['events by a filter that is no JSON', () => ['GET', '/events?filters=%7B']],
  ['a log of neither stream', (id) => ['GET', `/containers/${id}/logs?tail=1`]],
  ['a file that is not there', (id) => ['GET', `/containers/${id}/archive?path=%2Fno%2Fsuch`]],
  ['to make one of no JSON', () => ['POST', '/containers/create?name=scalebook-test-a', '{']],
  ['to make one with a bad name', () => ['POST', '/containers/create?name=%2B%2B', tiny()]],
  [
    'to make one of no image',
    () => ['POST', '/containers/create?name=scalebook-test-b', '{"Image":"scalebook-test/no-such:1"}'],
  ],
  ['to make one by a name that is taken', (_, name) => ['POST', `/containers/create?name=${name}`, tiny()]],
  [
    'to connect one to a network that is not there',
    (id) => ['POST', `/networks/${absent}/connect`, `{"Container":"${id}"}`],
  ],
  ['a command of no words', (id) => ['POST', `/containers/${id}/exec`, '{"Cmd":[]}']],
  ['to start one that runs', (id) => ['POST', `/containers/${id}/start`]],
  ['to remove one that runs', (id) => ['DELETE', `/containers/${id}`]],
  ['to stop one that runs', (id) => ['POST', `/containers/${id}/stop?t=0`]],
  ['to stop one that is stopped', (id) => ['POST', `/containers/${id}/stop?t=0`]],
  ['a command in one that is stopped', (id) => ['POST', `/containers/${id}/exec`, '{"Cmd":["true"]}']],
  ['to start one that is stopped', (id) => ['POST', `/containers/${id}/start`]],
];
const absent = 'f'.repeat(64);
const tiny = (): string => JSON.stringify({ Image: 'scalebook-test/tiny:1', Cmd: ['true'] });

/** The status of the answer alone. */
const statusOf = (host: string, method: string, path: string, body?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const call = request(
      { socketPath: host.replace('unix://', ''), path, method, headers, agent: false },
      (response) => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      },
    );
    call.once('error', reject);
    call.end(body);
  });

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const isObject = (value: unknown): value is Json => kindOf(value) === 'object';

/** Free in its keys: labels, networks, ports, drivers' own data. */
const free =
  /\.(Labels|Networks|Ports|Attributes|Data|PortBindings|ExposedPorts|Volumes|networks|Runtimes|Config|memory_stats\.stats)$/;

/** What the demo answers that a real engine does not: keys that it does not have, and values of another kind. */
function strangeIn(demo: unknown, real: unknown, path: string): string[] {
  if (kindOf(demo) === 'null' || kindOf(real) === 'null') return [];
  if (kindOf(demo) !== kindOf(real)) return [`${path}: ${kindOf(demo)}, and not ${kindOf(real)}`];
  if (Array.isArray(demo) && Array.isArray(real)) {
    // Compose tells of a service's volumes in any order, and of a nameless one less than of the others.
    const against = real.map((item: unknown) => strangeIn(demo[0], item, `${path}[]`));
    return demo.length > 0 ? (against.sort((a, b) => a.length - b.length)[0] ?? []) : [];
  }
  if (!isObject(demo) || !isObject(real)) return [];
  return Object.entries(demo).flatMap(([key, value]) =>
    Object.hasOwn(real, key)
      ? strangeIn(value, real[key], `${path}.${key}`)
      : free.test(path)
        ? []
        : [`${path}.${key}: unknown`],
  );
}

/** Of what the product reads, what one has and the other has not. */
const paths = (value: unknown, path = ''): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : paths(item, `${path}.${key}`)))
    : [path];

interface Place {
  readonly engine: Engine;
  readonly connection: EngineConnection;
  readonly project: EngineProject;
  readonly id: string;
}

describe('answers of the demo and of a real engine', () => {
  const places: Place[] = [];

  before(async () => {
    for (const open of [demoEngine, realEngine]) {
      const engine = await open();
      const connection = await engine.connect();
      const project = await engine.project({
        web: {
          compose: {
            ports: ['127.0.0.1::3001'],
            volumes: ['data:/data', '/scratch'],
            healthcheck: { test: ['CMD', 'true'], interval: '1s', timeout: '1s', retries: 2 },
            cpus: 0.5,
            mem_limit: '32M',
          },
        },
      });
      await project.up();
      const [id = ''] = await project.containerIds('web');
      places.push({ engine, connection, project, id });
      await until('it is healthy', async () =>
        (await ask(engine.host, `/containers/${id}/json`)).includes('"healthy"'),
      );
    }
  });
  after(async () => {
    for (const { engine, connection, project } of places) {
      connection.dispose();
      await project.remove();
      await engine.stop();
    }
  });

  /** Both answers as JSON, the demo's first. */
  const both = async (path: (id: string) => string, body?: object): Promise<[unknown, unknown]> => {
    const texts = await Promise.all(places.map(({ engine, id }) => ask(engine.host, path(id), body)));
    const [demo, real] = texts.map((text): unknown => JSON.parse(text.split('\n')[0] ?? ''));
    return [demo, real];
  };

  it('are of the same status where there is nothing to do, or something is wrong', async () => {
    const found: Record<string, readonly number[]> = {};
    for (const [what, question] of asked) {
      const statuses = await Promise.all(
        places.map(async ({ engine, id }) => {
          const { Name: name } = JSON.parse(await ask(engine.host, `/containers/${id}/json`)) as { Name: string };
          return statusOf(engine.host, ...question(id, name.slice(1)));
        }),
      );
      found[what] = statuses;
    }
    const unlike = Object.entries(found).filter(([, [demo, real]]) => demo !== real);
    assert.deepEqual(unlike, [], 'the demo first');
    // For the next ones, as it was before.
    for (const { engine, id } of places)
      await until('it is healthy again', async () =>
        (await ask(engine.host, `/containers/${id}/json`)).includes('"healthy"'),
      );
    const kinds = new Set(Object.values(found).map(([, real]) => real));
    for (const status of [204, 304, 400, 404, 409]) assert.ok(kinds.has(status), `none is ${status}`);
  });

  it('list what is asked for by its id, its name, its state and its labels, and nothing else', async () => {
    for (const { engine, id, project } of places) {
      const list = async (filters: object, all = 1): Promise<readonly string[]> => {
        const path = `/containers/json?all=${all}&filters=${encodeURIComponent(JSON.stringify(filters))}`;
        return (JSON.parse(await ask(engine.host, path)) as { Id: string }[]).map(({ Id }) => Id);
      };
      const label = [`com.docker.compose.project=${project.name}`];
      assert.deepEqual(await list({ id: [id] }), [id]);
      assert.deepEqual(await list({ id: [id.slice(0, 12)] }), [id]);
      assert.deepEqual(await list({ id: [absent] }), []);
      assert.deepEqual(await list({ name: [`${project.name}-web`] }), [id]);
      assert.deepEqual(await list({ label, status: ['running'] }, 0), [id]);
      assert.deepEqual(await list({ label, status: ['exited'] }, 0), []);
      assert.deepEqual(await list({ label, id: [absent] }), []);
    }
  });

  for (const [name, path] of [
    ['version', () => '/version'],
    ['info', () => '/info'],
    ['inspect', (id: string) => `/containers/${id}/json`],
    ['statistics', (id: string) => `/containers/${id}/stats?stream=false&one-shot=true`],
    ['the list', (id: string) => `/containers/json?all=1&filters=${encodeURIComponent(JSON.stringify({ id: [id] }))}`],
    [
      'an event',
      () => '/events?since=1&filters=%7B%22type%22%3A%5B%22container%22%5D%2C%22event%22%3A%5B%22start%22%5D%7D',
    ],
    ['a container that is not there', () => `/containers/${'f'.repeat(64)}/json`],
    ['an image', () => '/images/scalebook-test/tiny:1/json'],
  ] as const)
    it(`${name}: the demo says nothing that Docker would not, and nothing in another form`, async () => {
      const [demo, real] = await both(path);
      assert.deepEqual(strangeIn(demo, real, ''), []);
    });

  it('a command that is made and run has the same shape', async () => {
    const made = await both((id) => `/containers/${id}/exec`, { Cmd: ['no-such'], AttachStdout: true });
    assert.deepEqual(strangeIn(made[0], made[1], ''), []);
    const inspected = await Promise.all(
      places.map(async ({ engine }, index) => {
        const { Id } = made[index] as { Id: string };
        await ask(engine.host, `/exec/${Id}/start`, { Detach: false, Tty: false });
        return JSON.parse(await ask(engine.host, `/exec/${Id}/json`)) as unknown;
      }),
    );
    assert.deepEqual(strangeIn(inspected[0], inspected[1], ''), []);
    assert.deepEqual(
      inspected.map((exec) => (exec as { Running: boolean }).Running),
      [false, false],
    );
  });

  it('the product reads the same of both', async () => {
    const [demo, real] = (await both((id) => `/containers/${id}/json`)).map(toContainerRecord);
    assert.ok(demo && real);
    const fields = (record: object): string[] => paths(record).sort();
    assert.deepEqual(fields(demo), fields(real));
    for (const key of ['state', 'health', 'healthCheck', 'limits', 'restarts', 'exitCode', 'error', 'image'] as const)
      assert.deepEqual(demo[key], real[key], key);
    const [used, really] = (await both((id) => `/containers/${id}/stats?stream=false&one-shot=true`)).map(
      toUsageSample,
    );
    assert.ok(used && really);
    assert.deepEqual(paths(used).sort(), paths(really).sort());
    const events = await Promise.all(
      places.map(({ engine, project }) => {
        const filters = {
          type: ['container'],
          label: [`com.docker.compose.project=${project.name}`],
          event: ['start'],
        };
        return ask(engine.host, `/events?since=1&filters=${encodeURIComponent(JSON.stringify(filters))}`);
      }),
    );
    for (const [index, text] of events.entries()) {
      const event = parseEngineEvent(text.split('\n')[0] ?? '');
      assert.deepEqual([event?.action, event?.containerId, event?.service], ['start', places[index]?.id, 'web']);
    }
  });
});
