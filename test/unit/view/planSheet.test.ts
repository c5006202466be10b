import assert from 'node:assert/strict';
import type { OperationPlan } from '../../../src/core/operation/plan/operationPlan.js';
import type { Guard } from '../../../src/core/scaling/guards/guard.js';
import type { ServicePlan } from '../../../src/core/scaling/plan.js';
import { planSheet, type PlanSheet, type SheetFacts, type SheetLine } from '../../../src/view/planSheet.js';
import { createStep, operationPlan, servicePlan, stepOf } from '../support/plans.js';
import { iconsIn } from '../support/workbenchText.js';

const up = servicePlan({ title: 'PDF Worker' });
const down = servicePlan({
  serviceId: 'compose:shop/api',
  service: 'api',
  title: 'Backend',
  from: 2,
  to: 1,
  steps: [stepOf('remove', 2, 'api')],
});
const warned = servicePlan({
  guards: [
    { guard: 'limits', verdict: 'pass', target: 6, min: 1, max: 50 },
    { guard: 'shared-volumes', verdict: 'warn', volumes: ['data'] },
    { guard: 'health-check', verdict: 'warn' },
  ],
});
const blocked = servicePlan({
  guards: [
    { guard: 'limits', verdict: 'pass', target: 6, min: 1, max: 50 },
    { guard: 'health-check', verdict: 'warn' },
    { guard: 'host-ports', verdict: 'block', ports: [80] },
  ],
});

const facts = (changes: Partial<SheetFacts> = {}): SheetFacts => ({
  command: '',
  context: undefined,
  canOverride: false,
  follows: { settleMs: 0, watchMs: 0, watchEveryMs: 0, remindMs: 0 },
  hasFile: true,
  now: 1_000_000,
  ...changes,
});
const sheet = (
  plans: readonly ServicePlan[],
  command = 'docker compose up',
  changes: Partial<OperationPlan> = {},
  canOverride = false,
): PlanSheet => planSheet(operationPlan(plans, changes), facts({ command, canOverride }));
const labels = (lines: readonly SheetLine[]): readonly string[] => lines.map(({ label }) => label);

describe('planSheet', () => {
  it('says whether the team is told, and lets that be changed unless the setting has decided', () => {
    const plan = operationPlan([up]);
    const lineOf = (tell: boolean, canChoose: boolean): unknown => {
      const found = planSheet(plan, facts({ team: { kind: 'slack', tell, canChoose } })).lines[1];
      return found?.kind !== 'separator' && found && [found.kind, found.label, found.description];
    };
    assert.deepEqual(lineOf(true, true), ['team', '$(megaphone) The team is told', 'Slack · Enter leaves it untold']);
    assert.deepEqual(lineOf(false, true), ['team', '$(mute) The team is not told', 'Slack · Enter tells it']);
    assert.deepEqual(lineOf(true, false), [
      'fact',
      '$(megaphone) The team is told',
      'Slack · as the setting scalebook.tellTeam says',
    ]);
  });

  it('says nothing of the team where nothing can begin, or nobody can be told', () => {
    const team = { kind: 'json', tell: true, canChoose: true } as const;
    const kinds = (canOverride: boolean): readonly string[] =>
      planSheet(operationPlan([blocked]), facts({ canOverride, team })).lines.map(({ kind }) => kind);
    assert.deepEqual([kinds(false).includes('team'), kinds(true).includes('team')], [false, true]);
    assert.ok(sheet([up]).lines.every(({ kind }) => kind !== 'team'));
  });

  it('begins with the button that starts it, then checks, steps, scaler and the command', () => {
    const shown = sheet([up]);
    assert.equal(shown.title, 'Scale PDF Worker 3 → 6 · local');
    assert.deepEqual(labels(shown.lines), [
      '$(play) Scale to 6',
      'Checks',
      '$(pass) 6 is within 1 to 50',
      '$(pass) Has a health check',
      'Steps',
      '+3: web-4, web-5 and web-6',
      'Scaler',
      'replicate: copies web-3, touches no other service',
      'Same on the command line',
      '$(copy) Copy the command',
    ]);
    assert.deepEqual(shown.lines.filter(({ kind }) => kind === 'start').length, 1);
    assert.deepEqual([shown.blocked, shown.placeholder], [false, 'Enter starts. Esc leaves everything as it is.']);
    const copy = shown.lines.at(-1);
    assert.equal(copy?.kind === 'copy-command' && copy.detail, 'docker compose up');
  });

  it('offers no command where there is none', () => {
    assert.equal(
      sheet([up], '').lines.some(({ kind }) => kind === 'copy-command'),
      false,
    );
  });

  it('offers no command of a plan that cannot start', () => {
    assert.equal(
      sheet([blocked]).lines.some(({ kind }) => kind === 'copy-command'),
      false,
    );
  });

  it('shows of a long command the part that matters', () => {
    const command = `docker --context=prod compose --project-name=shop --file=/${'x'.repeat(400)} up --no-start --no-build --pull=missing --remove-orphans=false --scale=web=4 web`;
    const copy = sheet([up], command).lines.at(-1);
    assert.equal(
      copy?.kind === 'copy-command' && copy.detail,
      'docker --context=prod compose … up --no-start … --scale=web=4 web',
    );
  });

  it('counts warnings beside the button, and shows the worst checks first', () => {
    const { lines, blocked: isBlocked } = sheet([warned]);
    const [start] = lines;
    assert.equal(start?.kind === 'start' && start.description, '2 warnings below');
    assert.deepEqual(labels(lines).slice(2, 5).flatMap(iconsIn), ['warning', 'warning', 'pass']);
    assert.equal(isBlocked, false);
  });

  it('has no button where a check blocks, but the reason', () => {
    const shown = sheet([blocked]);
    assert.equal(shown.blocked, true);
    assert.equal(
      shown.lines.some(({ kind }) => kind === 'start'),
      false,
    );
    const [first] = shown.lines;
    assert.equal(first?.kind === 'blocked' && first.label, '$(circle-slash) Cannot start');
    assert.match(first?.kind === 'blocked' ? first.detail : '', /Host port 80/);
    assert.deepEqual(labels(shown.lines).slice(2, 5).flatMap(iconsIn), ['error', 'warning', 'pass']);
    assert.match(shown.placeholder, /cannot start/);
  });

  it('shows several services in one plan: checks by service, stages in order, a scaler each', () => {
    const shown = sheet([up, down], '', { kind: 'baseline' });
    assert.equal(shown.title, 'Return to baseline: PDF Worker 3 → 6, Backend 2 → 1 · local');
    assert.equal(labels(shown.lines)[0], '$(play) Change 2 services');
    assert.deepEqual(labels(shown.lines.filter(({ kind }) => kind === 'separator')), ['Checks', 'Steps', 'Scaler']);
    assert.deepEqual(labels(shown.lines).slice(2, 4), [
      '$(pass) PDF Worker: 6 is within 1 to 50 · has a health check',
      '$(pass) Backend: 6 is within 1 to 50 · has a health check',
    ]);
    const steps = labels(shown.lines).slice(labels(shown.lines).indexOf('Steps') + 1);
    assert.deepEqual(steps.slice(0, 2), ['PDF Worker 3 → 6', 'Backend 2 → 1']);
  });

  it('shows the waits of a gradual plan, how long it may take, and the way to do it in one step', () => {
    const scale = { stage: 'scale', serviceId: 'compose:shop/web', service: 'web', title: 'web' } as const;
    const changes = {
      stages: [
        { ...scale, from: 3, to: 10 },
        { stage: 'observe', forMs: 60_000, after: 'up' },
        { ...scale, from: 10, to: 20 },
      ],
      hasPaces: true,
      expectedMs: 180_000,
    } as const;
    const gradual = sheet([up], '', changes);
    const [start] = gradual.lines;
    assert.equal(start?.kind === 'start' && start.description, 'about 3 min');
    assert.deepEqual(labels(gradual.lines).slice(-5), [
      'web 3 → 10',
      '$(watch) wait 60 s, then go on only if nothing is worse',
      'web 10 → 20',
      'Scaler',
      'replicate: copies web-3, touches no other service',
    ]);
    assert.equal(labels(gradual.lines)[1], '$(debug-step-over) In one step instead');
    const direct = sheet([up], '', { ...changes, pace: 'direct' });
    assert.equal(labels(direct.lines)[1], '$(list-ordered) Step by step instead');
    assert.ok(labels(direct.lines).includes('$(warning) In one step: nothing is looked at on the way'));
    const [first] = direct.lines;
    assert.match(first?.kind === 'start' ? first.description : '', /^1 warning below/);
  });

  it('offers to set a block aside only where that is possible', () => {
    const kinds = (canOverride: boolean): readonly string[] =>
      sheet([blocked], '', {}, canOverride).lines.map(({ kind }) => kind);
    assert.deepEqual([kinds(true).includes('override'), kinds(false).includes('override')], [true, false]);
  });

  it('starts none of several where one is blocked', () => {
    const shown = sheet([up, blocked]);
    assert.equal(shown.blocked, true);
    assert.equal(
      shown.lines.some(({ kind }) => kind === 'start'),
      false,
    );
  });

  it('says beneath a check what can be done about it, and of which service where there are several', () => {
    const ways = (plans: readonly ServicePlan[], changes: Partial<SheetFacts> = {}): readonly string[] =>
      planSheet(operationPlan(plans), facts(changes)).lines.flatMap((line) =>
        line.kind === 'fact' && line.remedies.length > 0 ? [line.detail] : [],
      );
    const over = servicePlan({
      title: 'PDF Worker',
      guards: [
        { guard: 'limits', verdict: 'block', target: 60, min: 1, max: 50 },
        { guard: 'host-ports', verdict: 'block', ports: [80] },
        { guard: 'health-check', verdict: 'pass' },
      ],
    });
    assert.deepEqual(ways([over]), ['$(lightbulb) Fit to 50 · Open Runbook', '$(lightbulb) Open Compose File']);
    assert.deepEqual(ways([over, down])[0], '$(lightbulb) Fit PDF Worker to 50 · Open Runbook');
    assert.deepEqual(ways([over], { hasFile: false }), ['$(lightbulb) Fit to 50 · Open Runbook']);
    const named: Guard = { guard: 'protected-context', verdict: 'warn', context: 'prod', needsName: true };
    assert.deepEqual(ways([servicePlan({ guards: [named] })]), ['$(lightbulb) Type prod and Start']);
    assert.ok(
      !ways([over, servicePlan({ guards: [named] })])
        .join()
        .includes('Type prod'),
      'what is blocked is not started',
    );
  });

  it('names a service once, in a check that is about connections of it', () => {
    const connections: Guard = {
      ...{ guard: 'connections', verdict: 'warn', known: true, service: 'web', title: 'PDF Worker', replicas: 2 },
      ...{ perReplica: 50, needed: 100, limit: 100, others: 0, reserved: 3, raiseTo: 150, fit: undefined },
    };
    const plan = servicePlan({ title: 'PDF Worker', guards: [connections] });
    const shown = planSheet(operationPlan([plan, down]), facts());
    const check = labels(shown.lines).find((label) => label.includes('connections of 100'));
    assert.match(check ?? '', /^\$\(warning\) Second PDF Worker: 100 connections/);
  });

  it('has the ways out of all that blocks on the line that says so', () => {
    const two = servicePlan({
      guards: [
        { guard: 'host-ports', verdict: 'block', ports: [80] },
        { guard: 'limits', verdict: 'block', target: 60, min: 1, max: 50 },
        { guard: 'shared-volumes', verdict: 'warn', volumes: ['data'] },
        { guard: 'container-name', verdict: 'block', name: 'web' },
      ],
    });
    const [first] = planSheet(operationPlan([two]), facts()).lines;
    assert.deepEqual(first?.kind === 'blocked' && first.remedies.map(({ remedy }) => remedy), [
      'open-compose-file',
      'fit-to',
      'open-runbook',
    ]);
  });

  it('ends its steps with the look at what they came to', () => {
    const follows = { settleMs: 180_000, watchMs: 3_600_000, watchEveryMs: 600_000, remindMs: 0 };
    const shown = planSheet(operationPlan([up]), facts({ follows }));
    const steps = labels(shown.lines).slice(labels(shown.lines).indexOf('Steps') + 1);
    assert.equal(steps[1], '$(eye) then a look after 3 min, and every 10 min for 1 h');
  });

  it('says what it is for', () => {
    assert.equal(sheet([up], '', { kind: 'undo' }).title, 'Undo: PDF Worker 3 → 6 · local');
    assert.equal(
      sheet([up], '', { kind: 'profile', purpose: '10x traffic' }).title,
      '10x traffic: PDF Worker 3 → 6 · local',
    );
  });

  it('lets no name make an icon or a line', () => {
    const evil = '$(pass)\nx';
    const plan = servicePlan({
      title: evil,
      steps: [createStep(4), { ...createStep(5), name: `shop-${evil}` }],
      guards: [{ guard: 'mixed-definitions', verdict: 'warn', source: evil }],
      scaler: { kind: 'replicate', because: 'copies', source: evil },
    });
    const shown = sheet([plan, plan], evil, { purpose: evil, context: evil });
    const texts = shown.lines.flatMap((line) =>
      line.kind === 'separator' ? [line.label] : [line.label, line.description, line.detail],
    );
    assert.equal(texts.flatMap(iconsIn).includes('pass'), false);
    assert.ok(texts.every((text) => !text.includes('\n')));
  });
});
