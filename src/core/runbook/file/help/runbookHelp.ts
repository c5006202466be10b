import { placeAt, type Place } from './place.js';
import { nodesAt, nodesInside, type SchemaNode } from './schemaNode.js';

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
  const place = placeAt(text.split(/\r?\n/), line, column);
  if (!place) return [];
  const { key, siblings } = place;
  const mapping = mappingAt(schema, place);
  if (key && place.inValue) return distinct(nodesInside(schema, mapping, key.key).flatMap(valuesOf));
  return distinct(
    mapping.flatMap(({ properties }) =>
      Object.entries(properties ?? {}).map(([label, node]) => ({
        label,
        kind: 'key' as const,
        description: describe(node),
      })),
    ),
  ).filter(({ label }) => !siblings.has(label));
}

/** What the schema says of the key under a position; undefined where there is none, or nothing to say. */
export function hoverAt(
  schema: SchemaNode,
  text: string,
  { line, column }: TextPosition,
): { readonly text: string; readonly from: number; readonly to: number } | undefined {
  const place = placeAt(text.split(/\r?\n/), line, column);
  const key = place?.key;
  if (!key || column < key.column || column > key.end) return undefined;
  const nodes = nodesInside(schema, mappingAt(schema, place), key.key);
  const described = nodes.map(describe).find((words) => words !== '');
  return described === undefined ? undefined : { text: described, from: key.column, to: key.end };
}

/** The forms of the mapping at a place. Where one was chosen by a key such as `from: json`, that one alone. */
function mappingAt(schema: SchemaNode, { path, siblings }: Place): readonly SchemaNode[] {
  const nodes = nodesAt(schema, path);
  const chosen = nodes.filter(({ properties }) =>
    Object.entries(properties ?? {}).every(
      ([key, { const: fixed }]) => fixed === undefined || (siblings.get(key) ?? fixed) === fixed,
    ),
  );
  // What is not one of them, or not typed to its end, chooses none.
  return chosen.some(({ properties }) => properties) ? chosen : nodes;
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

const distinct = (suggestions: readonly Suggestion[]): readonly Suggestion[] => [
  ...new Map(suggestions.map((suggestion) => [suggestion.label, suggestion])).values(),
];
