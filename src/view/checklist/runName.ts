import type { ChecklistSource, RunSubject } from '../../core/checklist/run.js';
import { oneLine } from '../markdown.js';
import { sourceTitle } from './runRows.js';

/**
 * `Scale PDF Worker 3 → 10`; a file's name where it is one of somebody's own.
 *
 * @param title what people call the service
 */
export function runName(source: ChecklistSource, { service, stack, from, target }: RunSubject, title: string): string {
  const change = from !== undefined && target !== undefined && from !== target ? ` ${from} → ${target}` : '';
  if (source.from === 'file')
    return [sourceTitle(source), service && `${oneLine(title)}${change}`].filter(Boolean).join(': ');
  if (service !== '') return `Scale ${oneLine(title)}${change}`;
  return stack === '' ? sourceTitle(source) : `Scale ${oneLine(stack)}`;
}
