import { fail, ok, type Result } from '../../../util/result.js';

/** A text with places for names: texts as they are, and names, in turn. */
export type Template = readonly ({ readonly text: string } | { readonly name: string })[];

const namePattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

const isTemplateName = (name: string): boolean => namePattern.test(name);

/** Takes a text with `{{name}}` apart. The failure is what is wrong, the end of a sentence. */
export function parseTemplate(text: string): Result<Template, string> {
  const parts: ({ readonly text: string } | { readonly name: string })[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf('{{', from);
    if (open < 0) break;
    const close = text.indexOf('}}', open + 2);
    if (close < 0) return fail('has {{ without }}');
    const name = text.slice(open + 2, close).trim();
    if (!isTemplateName(name)) return fail('has {{ }} with something else than a name of letters, digits and _');
    if (open > from) parts.push({ text: text.slice(from, open) });
    parts.push({ name });
    from = close + 2;
  }
  return ok(from < text.length ? [...parts, { text: text.slice(from) }] : parts);
}

/** The names in a text; none where it cannot be taken apart. */
export function namesIn(text: string): readonly string[] {
  const template = parseTemplate(text);
  return template.ok ? template.value.flatMap((part) => ('name' in part ? [part.name] : [])) : [];
}

/** The host, which is no place for a name: what a server answered must not say where the next request goes. */
export function hasNameInHost(url: string): boolean {
  const host = /^[^/]*\/\/[^/?#]*/.exec(url)?.[0] ?? url;
  return host.includes('{{');
}
