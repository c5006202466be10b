import { nodesAt, type SchemaNode } from './schemaNode.js';
import { keyOf, pathAt } from './yamlPath.js';

/** Something that can be typed at a position. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly description: string;
}

export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** What can stand at a position of a runbook file: keys where a key is typed, values after one. */
export function suggestionsAt(schema: SchemaNode, text: string, { line, column }: TextPosition): readonly Suggestion[] {
  const lines = text.split(/\r?\n/);
  const own = lines[line] ?? '';
  const key = keyOf(own);
  if (key && column > key.end) {
    const nodes = nodesAt(schema, [...pathAt(lines, line, key.column), key.key]);
    return distinct(nodes.flatMap(valuesOf));
  }
  const start = /^[\s-]*/.exec(own.slice(0, column))?.[0].length ?? 0;
  const path = pathAt(lines, line, key ? key.column : start);
  const present = siblingKeys(lines, line, start);
  return distinct(
    nodesAt(schema, path).flatMap(({ properties }) =>
      Object.entries(properties ?? {}).map(([label, node]) => ({
        label,
        kind: 'key' as const,
        description: describe(node),
      })),
    ),
  ).filter(({ label }) => label === key?.key || !present.has(label));
}

/** What the schema says of the key under a position; undefined where there is none, or nothing to say. */
export function hoverAt(
  schema: SchemaNode,
  text: string,
  { line, column }: TextPosition,
): { readonly text: string; readonly from: number; readonly to: number } | undefined {
  const lines = text.split(/\r?\n/);
  const key = keyOf(lines[line] ?? '');
  if (!key || column < key.column || column > key.end) return undefined;
  const nodes = nodesAt(schema, [...pathAt(lines, line, key.column), key.key]);
  const described = nodes.map(describe).find((words) => words !== '');
  return described === undefined ? undefined : { text: described, from: key.column, to: key.end };
}

function describe({ description = '', default: preset }: SchemaNode): string {
  const shown = ['string', 'number', 'boolean'].includes(typeof preset) ? `Default: ${String(preset)}` : '';
  return [description, shown].filter(Boolean).join('\n\n');
}

function valuesOf(node: SchemaNode): readonly Suggestion[] {
  const values = node.enum ?? (node.const === undefined ? [] : [node.const]);
  const flags = node.type === 'boolean' ? [true, false] : [];
  return [...values, ...flags].map((value) => ({ label: String(value), kind: 'value', description: describe(node) }));
}

/** Keys that stand in the same mapping already. */
function siblingKeys(lines: readonly string[], line: number, column: number): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (step: 1 | -1): void => {
    for (let index = line + step; index >= 0 && index < lines.length; index += step) {
      const text = lines[index] ?? '';
      if (/^\s*(#.*)?$/.test(text)) continue;
      const indent = /^[\s-]*/.exec(text)?.[0].length ?? 0;
      if (indent < column) return;
      const key = keyOf(text);
      if (key?.column === column) found.add(key.key);
      // A dash before it begins another item.
      if (step > 0 ? /^\s*-/.test(text) && indent === column : false) return;
      if (step < 0 && /^\s*-/.test(text) && indent === column) return;
    }
  };
  collect(-1);
  collect(1);
  return found;
}

const distinct = (suggestions: readonly Suggestion[]): readonly Suggestion[] => [
  ...new Map(suggestions.map((suggestion) => [suggestion.label, suggestion])).values(),
];
