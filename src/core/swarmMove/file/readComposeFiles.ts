import { parseDocument } from 'yaml';
import { fail, ok, type Result } from '../../../util/result.js';
import { messageOf } from '../../../util/messageOf.js';
import { yamlTokens } from '../../runbook/file/read/yamlTokens.js';
import { isList, isMap, mapOf, type ComposeFile, type ComposeMap, type ComposeValue } from '../composeFile.js';

const maxCharacters = 1024 * 1024;
/** Real files share a handful of blocks; more is made to fill the memory. */
const maxAliases = 500;

/** Keys whose lists replace the earlier file's; all other lists grow. */
const replaced: ReadonlySet<string> = new Set(['command', 'entrypoint', 'test']);

/** Several files as one, as `docker compose -f a -f b` reads them, without variables. The failure is a sentence. */
export function readComposeFiles(texts: readonly string[]): Result<ComposeFile, string> {
  let whole: ComposeMap = {};
  for (const text of texts) {
    const read = readOne(text);
    if (!read.ok) return read;
    whole = merged(whole, read.value);
  }
  const { services, ...top } = whole;
  if (!isMap(services)) return fail('There are no services in it.');
  return ok({
    top,
    services: Object.fromEntries(Object.entries(services).map(([name, service]) => [name, mapOf(service)])),
  });
}

function readOne(text: string): Result<ComposeMap, string> {
  if (text.length > maxCharacters) return fail('It is larger than 1 MB.');
  // In time by the text's length, whatever is nested in it.
  const tokens = yamlTokens(text);
  if ('message' in tokens) return fail(`It is no YAML of reasonable size: ${tokens.message}`);
  try {
    const document = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
    const [error] = document.errors;
    if (error) {
      // The place of the first alone: a file can have an error a character.
      const line = text.slice(0, error.pos[0]).split('\n').length;
      return fail(`It is no YAML: ${error.message.split('\n')[0] ?? ''} at line ${line}.`);
    }
    const value = plain(document.toJS({ maxAliasCount: maxAliases }));
    return isMap(value) ? ok(value) : fail('It is no Compose file.');
  } catch (error) {
    // Nested or shared beyond measure.
    return fail(`It cannot be read: ${messageOf(error)}`);
  }
}

/** What YAML knows and Compose does not says nothing here. */
function plain(value: unknown): ComposeValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return '';
}

function merged(before: ComposeMap, after: ComposeMap): ComposeMap {
  const entries = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(after)) {
    const old = entries.get(key);
    if (isMap(old) && isMap(value)) entries.set(key, merged(old, value));
    else if (isList(old) && isList(value) && !replaced.has(key)) entries.set(key, [...old, ...value]);
    else entries.set(key, value);
  }
  return Object.fromEntries(entries);
}
