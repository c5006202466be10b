import { oneLine } from '../markdown.js';

/** A replica's name without its project: `pdf-worker-4`. */
export function shortName(name: string, project: string): string {
  const prefix = [`${project}-`, `${project}_`].find((candidate) => name.startsWith(candidate));
  return oneLine(prefix ? name.slice(prefix.length) : name);
}
