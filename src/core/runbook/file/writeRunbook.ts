import { Document, isCollection, isMap, isPair, isScalar, isSeq, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Runbook } from '../runbook.js';
import { headComment, prometheusExample, sectionComments, sectionExamples } from './write/comments.js';
import { fileOf } from './write/fileOf.js';
import type { FileValue } from './write/fileValue.js';

/** What is no longer than this, as JSON, and has no more entries reads best on one line. */
const longestOnOneLine = 120;
const mostOnOneLine = 6;

/** The text of the file that says what a runbook says, whatever its origin. */
export function writeRunbook(runbook: Runbook, { comments }: { readonly comments: boolean }): string {
  const document = new Document(plain(fileOf(runbook)), { aliasDuplicateObjects: false, version: '1.2' });
  visit(document, {
    Collection: (_key, node, path) => {
      const isSection = path.length <= 3 && isMap(node) && node.items.length > 0;
      node.flow = !isSection && isShort(node);
      return node.flow ? visit.SKIP : undefined;
    },
  });
  if (comments) comment(document, runbook);
  return document.toString({ lineWidth: 0 });
}

// A list of mappings is a table, however short: it has a line for each.
function isShort(node: YAMLMap | YAMLSeq): boolean {
  const hasTable = (value: unknown): boolean => isCollection(value) && (isTable(value) || value.items.some(inner));
  const inner = (item: unknown): boolean => hasTable(isPair(item) ? item.value : item);
  const isSmall = isSeq(node) || node.items.length <= mostOnOneLine;
  return isSmall && !hasTable(node) && JSON.stringify(node).length <= longestOnOneLine;
}

const isTable = (node: YAMLMap | YAMLSeq): boolean => isSeq(node) && node.items.some(isCollection);

function comment(document: Document, runbook: Runbook): void {
  document.commentBefore = headComment;
  if (!runbook.prometheus) document.comment = prometheusExample;
  if (!isMap(document.contents)) return;
  document.contents.items.forEach(({ key, value }, index) => {
    if (!isScalar(key)) return;
    const name = String(key.value);
    const example = isSeq(value) && value.items.length === 0 ? sectionExamples[name] : undefined;
    const words = [sectionComments[name], example].filter((part) => part !== undefined).join('\n');
    key.spaceBefore = index > 0;
    if (words !== '') key.commentBefore = words;
  });
}

// Without the parts that are undefined, which YAML would write as null.
function plain(value: FileValue): unknown {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(plain);
  const entries = isOrdered(value) ? [...value] : Object.entries(value);
  return new Map(entries.flatMap(([key, inner]) => (inner === undefined ? [] : [[key, plain(inner)] as const])));
}

const isList = (value: object): value is readonly FileValue[] => Array.isArray(value);
const isOrdered = (value: object): value is ReadonlyMap<string, FileValue> => value instanceof Map;
