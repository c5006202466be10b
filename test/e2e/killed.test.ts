import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineDeeds, type Deeds } from '../engine/operations/engineDeeds.js';
import { killsOfEachKind } from '../engine/operations/killPoint.js';
import { composeProject, IDLE, type ComposeProject } from '../engine/support/composeProject.js';
import { until } from '../engine/support/connection.js';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { DockerConfig } from './support/dockerConfig.js';
import { ExtensionHost } from './support/extensionHost.js';
import { Workbench } from './support/workbench.js';

const health = { test: ['CMD', 'true'], interval: '300ms', start_period: '1s' };
const quick = { command: IDLE, healthcheck: health, stop_grace_period: '0s' };

/** On a machine that is busy with tests. */
const operationMs = 60_000;
const foundMs = 60_000;

const runbook = (stack: string): string => `
stack: ${stack}
services:
  web: { title: Web, min: 1, baseline: 1, max: 8 }
  slow: { title: Slow, min: 1, baseline: 3, max: 8 }
rungs: [2, 4, 6]
scaleDown: { between: 20s }
operations: { settle: 1s }
`;

interface Kind {
  readonly title: string;
  /** Of its pictures. */
  readonly picture: string;
  readonly key: string;
  /** Of its plan, and of its row in the history. */
  readonly plan: string;
  readonly row: string;
  /** Ends once the operation has come so far, up to a point at random from which a moment more leaves something to be done. */
  readonly middle: () => Promise<void>;
  readonly deeds: Deeds;
  /** What is said when what was left of it is done. */
  readonly done: RegExp;
}

describe('an extension host that is killed in the middle of an operation', function () {
  this.timeout(180_000 * killsOfEachKind(1));
  let project: ComposeProject;
  let config: DockerConfig;
  let workbench: Workbench;
  let deeds: EngineDeeds;

  before(async () => {
    const { env } = await ensureDockerEngine();
    project = await composeProject({
      web: quick,
      // It does not listen to SIGTERM: the engine is still restarting it when whoever asked for that is gone.
      slow: { command: IDLE, healthcheck: health, init: false, stop_grace_period: '2s', deploy: { replicas: 3 } },
      other: { ...quick, deploy: { replicas: 2 } },
    });
    writeFileSync(join(project.folder, 'scalebook.yaml'), runbook(project.name));
    deeds = await EngineDeeds.follow(project.name);
    await project.compose('up', '--detach', '--wait');
    config = new DockerConfig();
    const args = (more: object): object => ({ stack: project.name, ...more });
    workbench = await Workbench.start({
      folder: project.folder,
      env: { ...env, DOCKER_CONFIG: config.folder },
      isInstalled: true,
      keybindings: [
        { key: 'ctrl+alt+6', command: 'scalebook.scaleService', args: args({ service: 'web', replicas: 6 }) },
        { key: 'ctrl+alt+1', command: 'scalebook.scaleService', args: args({ service: 'web', replicas: 1 }) },
        { key: 'ctrl+alt+9', command: 'scalebook.restartService', args: args({ service: 'slow' }) },
      ],
    });
    await workbench.openSidebar();
    await workbench.tree.waitForDescription('Web', '1/1 healthy', 60_000);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-killed');
  });

  after(async () => {
    await (workbench as Workbench | undefined)?.stop();
    (config as DockerConfig | undefined)?.remove();
    await (deeds as EngineDeeds | undefined)?.stop();
    await (project as ComposeProject | undefined)?.remove();
  });

  /** Starts the plan of this title; what stands in its way on a busy machine, or without half an hour of calm, is overridden. */
  async function start(title: string): Promise<void> {
    const { quickInput } = workbench;
    await quickInput.waitFor(title);
    await quickInput.row('Steps').waitFor();
    const override = quickInput.row('Override with a reason');
    if ((await override.count()) === 0) return quickInput.accept();
    await override.click();
    await quickInput.waitFor('Override with a Reason');
    await quickInput.type('A test of what a crash leaves');
    await quickInput.accept();
  }

  /** Kills it, and waits for the next one. The editor starts it by itself; with the third crash within minutes it asks first. */
  async function crash(): Promise<void> {
    const { notifications, serverPid } = workbench;
    const host = await ExtensionHost.of(serverPid);
    await host.kill();
    const asks = notifications.with('Extension host terminated unexpectedly').first();
    const next = ExtensionHost.of(serverPid, host, foundMs);
    await Promise.race([next, asks.waitFor({ timeout: foundMs }).catch(() => undefined)]);
    if (await asks.isVisible())
      await notifications.press('Extension host terminated unexpectedly', 'Restart Remote Extension Host');
    await next;
  }

  const did = (replica: string): readonly string[] => deeds.byReplica.get(replica) ?? [];
  const kinds: readonly Kind[] = [
    {
      title: 'up by rungs',
      picture: 'up',
      key: 'Control+Alt+6',
      plan: 'Scale Web 1 → 6',
      row: 'Web 1 → 6',
      middle: () => {
        const last = 2 + Math.floor(Math.random() * 3);
        return until(`web-${last} is made`, () => did(`web-${last}`).length > 0, operationMs);
      },
      deeds: new Map([2, 3, 4, 5, 6].map((number) => [`web-${number}`, ['create', 'start']])),
      done: /^Web runs 6 of 6/,
    },
    {
      title: 'down by halves, in the wait',
      picture: 'down',
      key: 'Control+Alt+1',
      plan: 'Scale Web 6 → 1',
      row: 'Web 6 → 1',
      middle: async () => {
        await workbench.tree.waitForDescription('Web 6 → 1', /^waiting \d+ s, then 3 → 2/, operationMs);
      },
      deeds: new Map([2, 3, 4, 5, 6].map((number) => [`web-${number}`, ['destroy']])),
      done: /^Web runs 1 of 1/,
    },
    {
      title: 'of a restart',
      picture: 'restart',
      key: 'Control+Alt+9',
      plan: 'Restart Slow',
      row: 'restart Slow',
      middle: () => {
        const restarted = Math.floor(Math.random() * 2);
        return until(
          `${restarted} are restarted`,
          async () => {
            const isUnderWay = (await workbench.notifications.with('Restart Slow').count()) > 0;
            return isUnderWay && deeds.byReplica.size >= restarted;
          },
          operationMs,
        );
      },
      deeds: new Map([1, 2, 3].map((number) => [`slow-${number}`, ['start', 'restart']])),
      done: /^Slow restarted \d replicas?, each ready again/,
    },
  ];

  for (const kind of kinds)
    it(`${kind.title}: the history says so, and offers what is left, which is done once`, async () => {
      for (let kill = 0; kill < killsOfEachKind(1); kill += 1) await killOnce(kind, kill);
    });

  async function killOnce({ title, picture, key, plan, row, middle, ...expected }: Kind, kill: number): Promise<void> {
    const { notifications, page, quickInput, tree } = workbench;
    const look = async (what: string): Promise<void> => {
      if (kill === 0) await workbench.screenshot(`killed-${picture}-${what}-dark`);
    };
    deeds.begin();
    await page.keyboard.press(key);
    await start(plan);
    await middle();
    await page.waitForTimeout(Math.random() ** 2 * 1000);
    const before = [...deeds.byReplica].map(([replica, all]) => `${replica} ${all.join(', ')}`).join('; ');
    await crash();
    const said = await notifications.waitFor(/was interrupted: its window was closed/, foundMs);
    console.log(`      ${title}, killed after ${before || 'nothing'}: ${said}`);
    await tree.waitForDescription(row, /^interrupted · \d\d:\d\d · you$/);
    const [, told] = /Web has (\d+) replicas? now/.exec(said) ?? [];
    if (told !== undefined) assert.equal(Number(told), (await project.containerIds('web')).length, said);
    await tree.expand(row);
    await look('found');
    await notifications.press('was interrupted', 'Resume');
    await quickInput.waitFor('Resume');
    await look('plan');
    await start('Resume');
    await notifications.waitFor(expected.done, operationMs);
    await tree.waitForDescription(row, /^interrupted, resumed · /);
    await deeds.rest(300);
    deeds.expectExactly(expected.deeds, said);
    await look('resumed');
    await workbench.clearNotifications();
  }
});
