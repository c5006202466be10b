import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { composeProject, IDLE, type ComposeProject } from '../engine/support/composeProject.js';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { DockerConfig } from './support/dockerConfig.js';
import { Workbench } from './support/workbench.js';

/** What a webhook was sent, as the plain kind has it. */
interface Told {
  readonly event: string;
  readonly title: string;
  readonly text: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

/** A look every ten seconds, and the question whether fewer would do after a minute. */
const runbook = (stack: string): string => `
stack: ${stack}
services:
  web: { title: Web, min: 1, baseline: 1, max: 5 }
operations:
  settle: 1s
  watch: 40m
  watchEvery: 10s
  remind: 1m
`;

describe('a team that is told', function () {
  // One thing after the other: what comes later is about what came before.
  this.bail(true);
  let project: ComposeProject;
  let workbench: Workbench;
  let server: Server;
  const told: Told[] = [];

  before(async function () {
    this.timeout(300_000);
    const { env } = await ensureDockerEngine();
    project = await composeProject({ web: { command: IDLE } });
    writeFileSync(join(project.folder, 'scalebook.yaml'), runbook(project.name));
    await project.compose('up', '--detach');
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        told.push(JSON.parse(body) as Told);
        response.end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    workbench = await Workbench.start({
      folder: project.folder,
      env: { ...env, DOCKER_CONFIG: new DockerConfig().folder },
    });
  });

  after(async function () {
    this.timeout(60_000);
    await workbench.stop();
    server.closeAllConnections();
    server.close();
    await project.remove();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-team');
  });

  const next = async (event: string): Promise<Told> => {
    for (let tries = 0; tries < 300; tries++) {
      const found = told.find((message) => message.event === event);
      if (found) return found;
      await workbench.page.waitForTimeout(100);
    }
    throw new Error(`nothing was told of ${event}`);
  };
  const factOf = ({ facts }: Told, name: string): string | undefined => facts.find((fact) => fact.name === name)?.value;

  it('gets a test message once its webhook is stored', async () => {
    await workbench.openSidebar();
    await workbench.tree.row('Web').waitFor();
    await workbench.runCommand('Scalebook: Set Team Webhook');
    await workbench.quickInput.row('Microsoft Teams').waitFor();
    await workbench.screenshot('team-kinds-dark');
    await workbench.quickInput.type('JSON');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('JSON webhook');
    await workbench.quickInput.type('http://hooks.example.com/secret');
    await workbench.quickInput.widget.locator('.quick-input-message', { hasText: 'Only https' }).waitFor();
    await workbench.quickInput.type(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/secret`);
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('webhook is stored');
    await workbench.notifications.press('webhook is stored', 'Send Test Message');
    await workbench.notifications.waitFor('has taken the test message');
    assert.equal((await next('test')).title, 'A test from Scalebook');
    await workbench.screenshot('team-tested-dark');
    await workbench.clearNotifications();
  });

  it('is told when a scale begins and when it has ended', async function () {
    this.timeout(120_000);
    await workbench.tree.pressInline('Web', 'Scale Up One…');
    await workbench.quickInput.waitFor('Scale Web 1 → 2');
    await workbench.quickInput.row('The team is told').waitFor();
    await workbench.screenshot('plan-team-dark');
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('Web runs 2 of 2', 60_000);
    const started = await next('started');
    assert.equal(started.title, 'Begun: Scale Web 1 → 2');
    assert.equal(factOf(started, 'Web'), '1 → 2 replicas');
    assert.equal(factOf(started, 'Impact'), 'none expected: replicas are added beside those that run');
    const ended = await next('ended');
    assert.equal(ended.title, 'Done: Scale Web 1 → 2');
    assert.match(factOf(ended, 'Web') ?? '', /^2 replicas now, 2 ready/);
    assert.deepEqual(
      told.map(({ event }) => event),
      ['test', 'started', 'ended'],
    );
    await workbench.clearNotifications();
  });

  it('sees in the status bar that it is watched, and what the looks have found', async function () {
    this.timeout(120_000);
    await workbench.statusBar.waitFor(/watching Web, (40|39) min left/);
    await workbench.page.waitForTimeout(25_000);
    const hover = await workbench.statusBar.hover();
    await hover.filter({ hasText: /looks? calm/ }).waitFor();
    await workbench.screenshot('watching-dark');
    await workbench.page.mouse.move(800, 300);
    for (const theme of ['light', 'hcDark', 'hcLight'] as const) {
      await workbench.setTheme(theme);
      await workbench.statusBar.hover();
      await workbench.screenshot(`watching-${theme}`);
      await workbench.page.mouse.move(800, 300);
    }
    await workbench.setTheme('dark');
  });

  it('asks whether fewer would do', async function () {
    this.timeout(120_000);
    const question = 'Look whether fewer would do';
    assert.match(await workbench.notifications.waitFor(question, 90_000), /^Web has run 2 for \d+ \w+\./);
    assert.deepEqual(await workbench.notifications.buttons(question), [
      'Explain Decision',
      'Return to Baseline…',
      'Later',
    ]);
    await workbench.screenshot('fewer-dark');
    await workbench.clearNotifications();
  });

  it('goes on watching after the window was reloaded, and tells once of what became worse', async function () {
    this.timeout(180_000);
    await workbench.page.reload();
    await workbench.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
    await workbench.openSidebar();
    await workbench.statusBar.waitFor(/watching Web, \d+ min left/);
    const [, second] = await project.containerIds('web');
    assert.ok(second);
    await project.docker('stop', '--time', '1', second);
    const worse = await workbench.notifications.waitFor('After Scale Web 1 → 2', 90_000);
    // Whether its level was known when the operation began depends on how fast its figures came.
    assert.match(worse, /Web went from (normal|unknown) to warning/);
    await workbench.statusBar.waitFor('Web 1/2 ready');
    await workbench.screenshot('worse-dark');
    await workbench.notifications.press('After Scale Web 1 → 2', 'Undo…');
    await workbench.quickInput.waitFor('Undo: Web 2 → 1');
    await workbench.quickInput.row('The team is told').click();
    await workbench.quickInput.row('The team is not told').waitFor();
    await workbench.screenshot('undo-untold-dark');
    await workbench.quickInput.escape();
    await workbench.clearNotifications();
    await workbench.page.waitForTimeout(25_000);
    assert.deepEqual(await workbench.notifications.texts(), []);
    assert.equal(told.length, 3, 'what was left is not told');
  });
});
