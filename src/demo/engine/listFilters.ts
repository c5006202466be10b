import type { Container } from '../containers/container.js';
import { Refusal } from '../containers/refusal.js';
import { hasLabels } from './exchange.js';

type Filter = (container: Container, wanted: readonly string[]) => boolean;

/** One of the values is enough, but for labels, which have to be there all of them. */
const filters: Readonly<Record<string, Filter>> = {
  label: ({ labels }, wanted) => hasLabels(labels, wanted),
  // By the beginning of it.
  id: ({ id }, wanted) => wanted.some((one) => id.startsWith(one)),
  name: ({ name }, wanted) => wanted.some((one) => `/${name}`.includes(one)),
  status: ({ state }, wanted) => wanted.includes(state),
};

/** Which containers a list is to have; a filter that is not known here is refused, and not left out. */
export function isListed(asked: Readonly<Record<string, readonly string[]>>): (container: Container) => boolean {
  const known = Object.entries(asked).map(([name, wanted]) => {
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (!filter) throw new Refusal(400, `invalid filter '${name}'`);
    return (container: Container): boolean => wanted.length === 0 || filter(container, wanted);
  });
  return (container) => known.every((matches) => matches(container));
}
