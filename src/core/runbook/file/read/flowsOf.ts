import type { Flow, FlowBody, FlowStep, SessionCheck } from '../../verificationPolicy.js';
import { givenNames } from '../../../verification/flow/fillStep.js';
import { parseTemplate } from '../../../verification/flow/template.js';
import type { Path } from '../problem.js';
import type { FlowInput, SessionInput, StepInput } from '../schema/flowsSection.js';
import { durationMs } from '../text/duration.js';
import { otherwise } from '../text/suggestion.js';
import { reportTwice, type Context } from './context.js';

/** The flows of a verification; services that do not exist are reported, and names that no earlier step captures. */
export function flowsOf(inputs: readonly FlowInput[], path: Path, context: Context): readonly Flow[] {
  reportTwice(
    inputs.map(({ id }) => id),
    (index) => [...path, index, 'id'],
    context.report,
  );
  return inputs.map(({ id, title = id, services, steps }, index) => {
    const place = [...path, index];
    services.forEach((name, at) => {
      context.service([...place, 'services', at], name);
    });
    const places = steps.map((_, at) => [...place, 'steps', at]);
    return { id, title, services, steps: stepsOf(steps, places, context) };
  });
}

/** The check of sessions: a request that begins one, and one that reads it. */
export function sessionOf(input: SessionInput, path: Path, context: Context): SessionCheck | undefined {
  context.service([...path, 'service'], input.service);
  const places = [
    [...path, 'create'],
    [...path, 'read'],
  ];
  const [create, read] = stepsOf([input.create, input.read], places, context);
  return create && read && { service: input.service, create, read };
}

/** Each may use what those before it captured. */
function stepsOf(inputs: readonly StepInput[], places: readonly Path[], context: Context): readonly FlowStep[] {
  const names = new Set<string>(givenNames);
  return inputs.map((input, index) => {
    const place = places[index] ?? [];
    checkTexts(input, place, names, context);
    for (const name of Object.keys(input.capture)) {
      if ((givenNames as readonly string[]).includes(name)) {
        context.report.error([...place, 'capture', name], `\`${name}\` is given already; choose another name.`);
      }
      names.add(name);
    }
    return stepOf(input, place, context);
  });
}

function checkTexts(input: StepInput, path: Path, names: ReadonlySet<string>, { report }: Context): void {
  const check = (place: Path, text: string): void => {
    const template = parseTemplate(text);
    if (!template.ok) report.error(place, `The text ${template.error}.`);
    else {
      const unknown = template.value.flatMap((part) => ('name' in part && !names.has(part.name) ? [part.name] : []))[0];
      if (unknown !== undefined) {
        report.error(place, `No step before captures \`${unknown}\`${otherwise(unknown, [...names])}`);
      }
    }
  };
  const checkEach = (place: Path, texts: Readonly<Record<string, string>>): void => {
    for (const [key, text] of Object.entries(texts)) check([...place, key], text);
  };
  check([...path, 'url'], input.url);
  checkEach([...path, 'headers'], input.headers);
  if (input.json !== undefined) check([...path, 'json'], input.json);
  checkEach([...path, 'form', 'fields'], input.form?.fields ?? {});
  checkEach([...path, 'expect', 'json'], input.expect?.json ?? {});
}

function stepOf(input: StepInput, path: Path, { report }: Context): FlowStep {
  const { title, method, url, headers, capture, until } = input;
  if (input.json !== undefined && input.form) report.error([...path, 'form'], 'A step has either `json` or `form`.');
  if (method === 'GET' && (input.json !== undefined || input.form)) {
    const key = input.form ? 'form' : 'json';
    report.error([...path, key], `A GET carries nothing; expected \`method\` to be POST, PUT or DELETE.`);
  }
  for (const [name, text] of Object.entries(headers)) {
    if (name.toLowerCase() === 'authorization' && !text.includes('{{')) {
      report.warning(
        [...path, 'headers', name],
        'The file is no place for credentials; capture them in an earlier step.',
      );
    }
  }
  const { status = 200, json = {} } = input.expect ?? {};
  return {
    title,
    method,
    url,
    headers: { ...headers },
    body: bodyOf(input),
    expect: { statuses: [status].flat(), json: { ...json } },
    capture: { ...capture },
    untilMs: durationMs(until ?? '') ?? 0,
  };
}

function bodyOf({ json, form }: StepInput): FlowBody | undefined {
  if (json !== undefined) return { as: 'json', text: json };
  if (!form) return undefined;
  const { fields, file } = form;
  const { field, name, type, text } = file ?? {};
  const content = text === undefined ? 'pdf' : { text };
  const isSent = field !== undefined && name !== undefined && type !== undefined;
  return { as: 'form', fields: { ...fields }, file: isSent ? { field, name, type, content } : undefined };
}
