import assert from 'node:assert/strict';
import type { ServicePlan } from '../../../src/core/scaling/plan.js';
import { planSheet, type PlanSheet, type SheetLine } from '../../../src/view/planSheet.js';
import { createStep, servicePlan, stepOf } from '../support/plans.js';
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

const sheet = (plans: readonly ServicePlan[], command = 'docker compose up', purpose?: string): PlanSheet =>
  planSheet(plans, purpose, 'local', command);
const labels = (lines: readonly SheetLine[]): readonly string[] => lines.map(({ label }) => label);

describe('planSheet', () => {
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
    const command = `docker compose --project-name=shop --file=/${'x'.repeat(400)} up --no-start --no-build --pull=missing --remove-orphans=false --scale=web=4 web`;
    const copy = sheet([up], command).lines.at(-1);
    assert.equal(copy?.kind === 'copy-command' && copy.detail, 'docker compose … up --no-start … --scale=web=4 web');
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

  it('shows several plans one after the other, each named, with what they are for', () => {
    const shown = sheet([up, down], '', 'Return to baseline');
    assert.equal(shown.title, 'Return to baseline · 2 services · local');
    assert.equal(labels(shown.lines)[0], '$(play) Change 2 services');
    assert.deepEqual(
      labels(shown.lines.filter(({ kind }) => kind === 'separator')),
      ['Scale PDF Worker 3 → 6', 'Scale Backend 2 → 1'].flatMap((title) => [
        `${title}: checks`,
        `${title}: steps`,
        `${title}: scaler`,
      ]),
    );
  });

  it('starts none of several where one is blocked', () => {
    const shown = sheet([up, blocked]);
    assert.equal(shown.blocked, true);
    assert.equal(
      shown.lines.some(({ kind }) => kind === 'start'),
      false,
    );
  });

  it('leaves no part of the title empty', () => {
    assert.equal(planSheet([up], undefined, '', '').title, 'Scale PDF Worker 3 → 6');
    assert.equal(planSheet([up], 'Undo', 'local', '').title, 'Undo · Scale PDF Worker 3 → 6 · local');
  });

  it('lets no name make an icon or a line', () => {
    const evil = '$(pass)\nx';
    const plan = servicePlan({
      title: evil,
      steps: [createStep(4), { ...createStep(5), name: `shop-${evil}` }],
      guards: [{ guard: 'mixed-definitions', verdict: 'warn', source: evil }],
      scaler: { kind: 'replicate', because: 'copies', source: evil },
    });
    const shown = planSheet([plan, plan], evil, evil, evil);
    const texts = shown.lines.flatMap((line) =>
      line.kind === 'separator' ? [line.label] : [line.label, line.description, line.detail],
    );
    assert.equal(texts.flatMap(iconsIn).includes('pass'), false);
    assert.ok(texts.every((text) => !text.includes('\n')));
  });
});
