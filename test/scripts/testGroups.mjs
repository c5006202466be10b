/**
 * What of a tier runs in a process of its own, by folder or file as it begins: those that take longest first, so that none is left alone at the
 * end. What takes turns at the one real stack of this machine is together. All that nobody names here is one more group, the last one.
 *
 * @type {Record<string, string[][]>}
 */
const named = {
  engine: [
    ['verification/'],
    ['demo/', 'diagnosis/'],
    ['operations/'],
    ['load/', 'policy/'],
    ['scale/'],
    ['guards/', 'connections/'],
    // It counts what its process holds: nothing else is to have run in it.
    ['faults/'],
    ['swarm/', 'connection/'],
  ],
  e2e: [['stack.'], ['demo.', 'noEngine.'], ['killed.', 'history.'], ['team.', 'swarm.'], ['ssh.', 'untrusted.']],
};

/** What waits for the demo's own time, and leaves the machine to others: it runs beside as many as there may be. */
const waiting = ['/e2e/demo.'];

/** @param {string[]} files of one process */
export const mostlyWaits = (files) => files.some((file) => waiting.some((name) => file.includes(name)));

/** How many of them run at a time: most of the time all of them wait. A workbench with its browser takes more of a machine than an engine's tests. */
const atOnce = /** @type {Record<string, number>} */ ({ engine: 3, e2e: 2 });

/** @param {string} tier */
export const slotsOf = (tier) => atOnce[tier] ?? 1;

/** @param {string} tier @param {string[]} files @returns {string[][]} the files of each process */
export function groupsOf(tier, files) {
  const isIn = (/** @type {string} */ file, /** @type {string[]} */ names) =>
    names.some((name) => file.includes(`/${tier}/${name}`));
  const groups = named[tier] ?? [];
  const apart = groups.map((names) => files.filter((file) => isIn(file, names)));
  return [...apart, files.filter((file) => !groups.some((names) => isIn(file, names)))].filter(
    ({ length }) => length > 0,
  );
}
