import { isWebAddress } from '../../runbook/file/text/webAddress.js';
import type { FlowBody, FlowStep } from '../../runbook/verificationPolicy.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { hasNameInHost, parseTemplate } from './template.js';

/** Names and texts for `{{name}}`: given ones, and what earlier steps captured. */
export type Names = ReadonlyMap<string, string>;

/** A name that every flow has: a text unlike that of any other run. */
export const givenNames = ['run'] as const;

/** What is sent: a step's request with every `{{name}}` filled in. */
export type FilledRequest = Pick<FlowStep, 'method' | 'url' | 'headers' | 'body'>;

/** The failure is the end of a sentence, with the place in it. Values are escaped for where they stand: an address, JSON, a header. */
export function fillStep({ method, url, headers, body }: FlowStep, names: Names): Result<FilledRequest, string> {
  if (hasNameInHost(url)) return fail('the address has a name where its host should be');
  const address = fill(url, names, forAddress);
  if (!address.ok) return fail(`the address ${address.error}`);
  if (!isWebAddress(address.value)) return fail('the address is none');
  const filledHeaders = fillEach(headers, names, forHeader, 'the header');
  if (!filledHeaders.ok) return filledHeaders;
  const filledBody = body ? fillBody(body, names) : ok(undefined);
  if (!filledBody.ok) return filledBody;
  return ok({ method, url: address.value, headers: filledHeaders.value, body: filledBody.value });
}

/** A text whose names stand for nothing but themselves, such as what is expected. */
export const fillPlain = (text: string, names: Names): Result<string, string> => fill(text, names, ok);

type Escape = (value: string) => Result<string, string>;

function fill(text: string, names: Names, escape: Escape): Result<string, string> {
  const template = parseTemplate(text);
  if (!template.ok) return template;
  let filled = '';
  for (const part of template.value) {
    const value = 'text' in part ? ok(part.text) : valueOf(part.name, names, escape);
    if (!value.ok) return value;
    filled += value.value;
  }
  return ok(filled);
}

function valueOf(name: string, names: Names, escape: Escape): Result<string, string> {
  const value = names.get(name);
  if (value === undefined) return fail(`needs {{${name}}}, which no step before has captured`);
  const escaped = escape(value);
  return escaped.ok ? escaped : fail(`cannot hold what {{${name}}} stands for: ${escaped.error}`);
}

function fillEach(
  texts: Readonly<Record<string, string>>,
  names: Names,
  escape: Escape,
  place: string,
): Result<Readonly<Record<string, string>>, string> {
  const filled: [string, string][] = [];
  for (const [key, text] of Object.entries(texts)) {
    const value = fill(text, names, escape);
    if (!value.ok) return fail(`${place} ${key} ${value.error}`);
    filled.push([key, value.value]);
  }
  return ok(Object.fromEntries(filled));
}

function fillBody(body: FlowBody, names: Names): Result<FlowBody, string> {
  if (body.as === 'json') {
    const text = fill(body.text, names, forJson);
    return text.ok ? ok({ as: 'json', text: text.value }) : fail(`the body ${text.error}`);
  }
  const fields = fillEach(body.fields, names, ok, 'the field');
  return fields.ok ? ok({ as: 'form', fields: fields.value, file: body.file }) : fields;
}

/** Dots alone would climb up the path, even encoded. */
function forAddress(value: string): Result<string, string> {
  if (/^\.*$/.test(value)) return fail('it is empty or nothing but dots');
  return /\p{Cs}/u.test(value) ? fail('it is no proper text') : ok(encodeURIComponent(value));
}

const forJson: Escape = (value) => ok(JSON.stringify(value).slice(1, -1));

const forHeader: Escape = (value) =>
  /^[\t\u0020-\u007e]*$/.test(value) ? ok(value) : fail('it has characters that no header may have');
