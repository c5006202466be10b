import assert from 'node:assert/strict';
import type { DockerContext } from '../../../../src/core/connection/dockerContext.js';
import type { LiveState } from '../../../../src/core/live/liveState.js';
import { treeRows } from '../../../../src/view/rows/treeRows.js';
import type { Row } from '../../../../src/view/rows/row.js';
import { containerRecord } from '../../support/containerRecord.js';
import { operationIn, servicePlan } from '../../support/plans.js';
import { renderMarkdown, tagsIn } from '../../support/renderMarkdown.js';
import { context, liveState, now, reading, readingsOf, replicas, teamRecords } from '../../support/stacks.js';

const rows = (state: LiveState, filter = '', folders: readonly string[] = []): readonly Row[] =>
  treeRows(state, filter, now, { folders });
const labels = (given: readonly Row[] | undefined): readonly string[] => (given ?? []).map(({ label }) => label);
const everyRow = (given: readonly Row[]): readonly Row[] => given.flatMap((row) => [row, ...everyRow(row.children)]);
const team = liveState(teamRecords());

const stacks = (...names: readonly string[]): LiveState =>
  liveState(
    names.map((project) =>
      containerRecord('web', 1, {
        project,
        origin: { ...containerRecord('web', 1).origin, workingDir: `/srv/${project}` },
      }),
    ),
  );

describe('treeRows', () => {
  it('shows a stack with the services of its runbook, then the others behind one row', () => {
    const [stack] = rows(team);
    assert.deepEqual(labels([stack].flatMap((row) => row?.children ?? [])), [
      'Frontend',
      'Backend',
      'PDF Worker',
      'Other services',
    ]);
    const others = stack?.children.at(-1);
    assert.deepEqual(labels(others?.children), ['postgres', 'redis']);
    assert.deepEqual(
      [others?.description, others?.kind, others?.expanded, others?.icon],
      ['2/2 up · postgres, redis', 'group', 'collapsed', 'ellipsis'],
    );
    assert.deepEqual([stack?.label, stack?.description, stack?.icon], ['team', 'all normal · local', 'layers']);
    assert.equal(stack?.spoken, 'Stack team, all normal, local');
  });

  it('shows all services alike where no runbook names any', () => {
    const [stack] = rows(liveState([...replicas('web', 1), ...replicas('api', 1)]));
    assert.deepEqual(labels(stack?.children), ['api', 'web']);
    assert.equal(stack?.contextValue, 'stack compose');
    assert.equal(rows(team)[0]?.contextValue, 'stack compose hasBaseline hasProfiles hasDatabase');
  });

  it('counts in the stack what is not normal, the worst first, others included', () => {
    const records = [
      ...teamRecords().filter(({ service }) => service !== 'backend'),
      ...replicas('backend', 1, { project: 'team', health: 'unhealthy' }),
    ];
    const readings = new Map([...readingsOf(records), ['compose:team/redis#1', reading(70)] as const]);
    const [stack] = rows(liveState(records, { readings }));
    assert.equal(stack?.description, '1 critical, 1 warning · local');
    assert.deepEqual([stack.icon, stack.iconColor], ['error', 'list.errorForeground']);
    assert.deepEqual(stack.children.at(-1)?.icon, 'warning');
    assert.equal(rows(liveState(teamRecords(), { readings: new Map() }))[0]?.description, '5 unknown · local');
  });

  it('filters by the name or title of a service, whatever the case, and opens what it finds', () => {
    const [stack] = rows(team, '  PDF w ');
    assert.deepEqual(labels(stack?.children), ['PDF Worker']);
    const [other] = rows(team, 'REDIS');
    assert.deepEqual(labels(other?.children), ['redis']);
    assert.deepEqual(labels(rows(team, 'pdf-worker')[0]?.children), ['PDF Worker']);
  });

  it('filters by the name of the stack, and shows nothing where nothing matches', () => {
    assert.deepEqual(labels(rows(team, 'team')[0]?.children), [
      'Frontend',
      'Backend',
      'PDF Worker',
      'postgres',
      'redis',
    ]);
    assert.deepEqual(rows(team, 'nothing like it'), []);
    assert.deepEqual(labels(rows(stacks('shop', 'blog'), 'blo')), ['blog']);
  });

  it('opens the stacks of the open folders and puts them first', () => {
    const shown = rows(stacks('alpha', 'beta', 'gamma'), '', ['/srv/beta']);
    assert.deepEqual(
      shown.map(({ label, expanded }) => [label, expanded]),
      [
        ['beta', 'expanded'],
        ['alpha', 'collapsed'],
        ['gamma', 'collapsed'],
      ],
    );
  });

  it('opens up to two stacks where none is of the open folders, and closes more', () => {
    assert.deepEqual(
      rows(stacks('alpha', 'beta')).map(({ expanded }) => expanded),
      ['expanded', 'expanded'],
    );
    assert.deepEqual(
      rows(stacks('alpha', 'beta', 'gamma')).map(({ expanded }) => expanded),
      ['collapsed', 'collapsed', 'collapsed'],
    );
    assert.ok(rows(stacks('alpha', 'beta', 'gamma'), 'web').every(({ expanded }) => expanded === 'expanded'));
  });

  it('shows the operation of a service on its row alone', () => {
    const plan = servicePlan({ serviceId: 'compose:team/pdf-worker' });
    const [stack] = rows({ ...team, changes: [operationIn(plan, 'running', 'waiting')] });
    assert.deepEqual(
      stack?.children.map(({ icon }) => icon),
      ['circle-filled', 'circle-filled', 'sync~spin', 'ellipsis'],
    );
    assert.match(stack.children[2]?.description ?? '', /^starting 4 of 6/);
  });

  it('gives every row an id of its own, the same from one state to the next', () => {
    const ids = (state: LiveState, filter = ''): readonly string[] => everyRow(rows(state, filter)).map(({ id }) => id);
    const before = ids(team);
    assert.equal(new Set(before).size, before.length);
    const later = {
      ...team,
      readings: new Map(),
      changes: [operationIn(servicePlan({ serviceId: 'compose:team/backend' }), 'running')],
    };
    assert.deepEqual(ids(later), before);
    assert.ok(ids(team, 'worker').every((id) => before.includes(id)));
    // A service of the runbook keeps its row, and its row's id, when its last replica goes.
    const none = liveState(
      teamRecords()
        .map((record) => ({ ...record, project: 'up-schedule-generator' }))
        .filter(({ service }) => service !== 'backend'),
    );
    assert.ok(ids(none).includes('compose:up-schedule-generator/backend'));
  });

  it('has a spoken label, an icon and a tooltip on every row', () => {
    for (const row of everyRow(rows(team))) {
      assert.ok(row.spoken !== '' && row.icon !== '' && row.tooltip !== '', row.id);
      assert.equal(row.expanded === 'never', row.children.length === 0, row.id);
    }
  });

  it('does not name the default context of this machine, but that of another', () => {
    const named = (name: string, endpoint: DockerContext['endpoint']): string | undefined =>
      rows(
        liveState(teamRecords(), { connection: { phase: 'connecting', context: { ...context, name, endpoint } } }),
      )[0]?.description;
    const remote = { transport: 'tcp', host: 'prod', port: 2376, tls: undefined, raw: 'tcp://prod:2376' } as const;
    assert.equal(named('default', context.endpoint), 'all normal');
    assert.equal(named('default', remote), 'all normal · default');
    assert.equal(named('local', context.endpoint), 'all normal · local');
  });

  it('has no rows before the first list, and says nothing of a context that is not chosen', () => {
    assert.deepEqual(rows(liveState([], { snapshot: undefined })), []);
    const idle = liveState(teamRecords(), { connection: { phase: 'idle' } });
    assert.equal(rows(idle)[0]?.description, 'all normal');
  });

  it('lets hostile names be text and nothing else', () => {
    const evil = '<img src=x>\n# [x](command:y) | `c`';
    const state = liveState([...teamRecords(), ...replicas(evil, 1, { project: 'team' })], {
      connection: { phase: 'connecting', context: { ...context, name: evil } },
    });
    const allowed = new Set(['p', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
    for (const row of everyRow(rows(state))) {
      assert.deepEqual(
        tagsIn(renderMarkdown(row.tooltip)).filter((tag) => !allowed.has(tag)),
        [],
        row.id,
      );
      assert.doesNotMatch(`${row.label}${row.description}${row.spoken}`, /[\n\r]/);
    }
  });
});
