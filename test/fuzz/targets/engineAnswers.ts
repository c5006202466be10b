import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toContainerRecord } from '../../../src/engine/containers/toContainerRecord.js';
import { toContainerDetails } from '../../../src/engine/diagnosis/containerDetails.js';
import { toDiskUse } from '../../../src/engine/diagnosis/diskUse.js';
import { parseEngineEvent } from '../../../src/engine/events/engineEvent.js';
import { addressesOf } from '../../../src/engine/network/readAddresses.js';
import { toUsageSample } from '../../../src/engine/stats/toUsageSample.js';
import { toSwarmRecord } from '../../../src/engine/swarm/toSwarmRecord.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../src/core/stack/stack.js';
import type { Row } from '../../../src/view/rows/row.js';
import { treeRows } from '../../../src/view/rows/treeRows.js';
import { statusBarText } from '../../../src/view/statusBar.js';
import { linkedCommands } from '../../../src/view/commandLink.js';
import { recordedJson, recordedText } from '../../unit/engine/recorded/recorded.js';
import { renderMarkdown, tagsIn } from '../../unit/support/renderMarkdown.js';
import { liveState, now } from '../../unit/support/stacks.js';
import { iconsIn, linksIn } from '../../unit/support/workbenchText.js';
import { guarded } from '../support/guarded.js';
import { mutated } from '../support/mutated.js';
import { target } from '../support/target.js';

const inspects = ['inspect-running-1.45.json', 'inspect-exited-1.45.json', 'inspect-running-1.41.json'].map(
  recordedJson,
);
const parse = (name: string): unknown => JSON.parse(recordedText(name)) as unknown;
const swarm = {
  services: parse('swarm/services-1.45.json'),
  tasks: parse('swarm/tasks-1.45.json'),
  nodes: parse('swarm/nodes-1.45.json'),
};
const events = recordedText('events-1.45.ndjson')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as unknown);

const everyRow = (rows: readonly Row[]): readonly Row[] => rows.flatMap((row) => [row, ...everyRow(row.children)]);
/** Of tables, line ends and weight; what a container says has none of its own. */
const ourTags: ReadonlySet<string> = new Set([
  'p',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'strong',
  'em',
  'br',
  'ul',
  'li',
  'hr',
  'code',
  'pre',
  'a',
]);

/** What becomes rows: containers and Swarms. Whatever the engine says, the sidebar and the status bar show text. */
export const containersTarget = target({
  name: 'answers of an engine that become rows',
  inputs: fc.tuple(fc.array(mutated(...inspects), { maxLength: 3 }), mutated(swarm)),
  check: ([answers, of]) =>
    guarded(() => {
      const records = answers.flatMap((answer) => toContainerRecord(answer) ?? []);
      const isWhole = typeof of === 'object' && of !== null && !Array.isArray(of);
      const named = isWhole ? (of as Record<string, unknown>) : {};
      const found = toSwarmRecord({ services: named['services'], tasks: named['tasks'], nodes: named['nodes'] }, 'n1');
      const state = { ...liveState(records), snapshot: buildSnapshot(records, emptySnapshot, found) };
      for (const row of everyRow(treeRows(state, '', now, { folders: [] }))) {
        for (const text of [row.label, row.description, row.spoken]) {
          assert.deepEqual([linksIn(text), iconsIn(text)], [[], []]);
          assert.doesNotMatch(text, /[\u0000-\u001f\u202a-\u202e]/);
        }
        const strange = tagsIn(renderMarkdown(row.tooltip)).filter((tag) => !ourTags.has(tag));
        assert.deepEqual(strange, [], row.tooltip);
        assert.doesNotMatch(row.tooltip, /(?<!\\)\]\(command:/);
      }
      const bar = statusBarText(state, now, { folders: [] });
      assert.deepEqual(linksIn(bar.text), []);
      // The one tooltip that is trusted, for these commands.
      for (const [, href = ''] of renderMarkdown(bar.tooltip).matchAll(/href="([^"]*)"/g))
        assert.ok(
          linkedCommands.some((command) => href.startsWith(`command:${command}?`)),
          href,
        );
    }),
  fewRuns: 50,
});

/** What else an engine says of containers: statistics, details, events, disks, networks. */
export const engineAnswersTarget = target({
  name: 'other answers of an engine',
  inputs: fc.oneof(
    mutated(...inspects, recordedJson('stats-running-1.45.json'), recordedJson('stats-exited-1.41.json'), ...events),
    mutated({
      LayersSize: 1,
      Images: [{ Size: 1, SharedSize: 0, Containers: 0 }],
      Containers: [],
      Volumes: [],
      BuildCache: [],
    }),
    fc.json({ maxDepth: 6 }).map((text) => JSON.parse(text) as unknown),
  ),
  check: (answer) =>
    guarded(() => {
      const sample = toUsageSample(answer);
      for (const value of Object.values(sample ?? {})) assert.ok(typeof value !== 'number' || Number.isFinite(value));
      toContainerDetails(answer);
      toDiskUse(answer);
      addressesOf(answer);
      const line = JSON.stringify(answer);
      parseEngineEvent(line);
      parseEngineEvent(line.slice(0, line.length / 2));
    }),
  fewRuns: 300,
});
