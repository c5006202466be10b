import assert from 'node:assert/strict';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { run } from '../machine/run.mjs';
import { startHostProject } from '../host/hostProject.mjs';
import { DockerConfig } from './support/dockerConfig.js';
import type { Theme } from './support/themes.js';
import { Workbench } from './support/workbench.js';

const operationMs = 90_000;

describe('the history in a workbench', function () {
  this.timeout(180_000);
  let engine: Awaited<ReturnType<typeof ensureDockerEngine>>;
  let project: Awaited<ReturnType<typeof startHostProject>>;
  let config: DockerConfig;
  let workbench: Workbench;

  before(async () => {
    engine = await ensureDockerEngine();
    project = await startHostProject(engine);
    config = new DockerConfig();
    const scale = (replicas: number): object => ({ stack: project.name, service: 'web', replicas });
    workbench = await Workbench.start({
      folder: project.folder,
      env: { ...engine.env, DOCKER_CONFIG: config.folder },
      keybindings: [
        { key: 'ctrl+alt+4', command: 'scalebook.scaleService', args: scale(4) },
        { key: 'ctrl+alt+1', command: 'scalebook.scaleService', args: scale(1) },
      ],
    });
    await workbench.openSidebar();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-history');
  });

  after(async () => {
    await (workbench as Workbench | undefined)?.stop();
    (config as DockerConfig | undefined)?.remove();
    await (project as typeof project | undefined)?.remove();
  });

  /** Starts the plan of this title. A machine that is busy with tests may stand in its way, which a person then overrides. */
  async function start(title: string): Promise<void> {
    const { quickInput } = workbench;
    await quickInput.waitFor(title);
    const override = quickInput.row('Override with a reason');
    await quickInput.row('Steps').waitFor();
    if ((await override.count()) === 0) return quickInput.accept();
    await override.click();
    await quickInput.waitFor('Override with a Reason');
    await quickInput.type('The machine is busy with tests');
    await quickInput.accept();
  }

  it('says what it is for while there is nothing in it', async () => {
    await workbench.tree.welcome().filter({ hasText: 'Nothing has been scaled or restarted' }).waitFor();
    await workbench.screenshot('history-empty-dark');
  });

  it('has an operation with what came of it', async () => {
    await workbench.tree.waitForDescription('web', '2/2 running', 40_000);
    await workbench.page.keyboard.press('Control+Alt+4');
    await workbench.quickInput.waitFor('web 2 → 4');
    // Step by step it would wait for minutes at 3.
    await workbench.quickInput.row('In one step instead').click();
    await workbench.quickInput.row('Step by step instead').waitFor();
    await start('web 2 → 4');
    await workbench.notifications.waitFor('web runs 4 of 4', operationMs);
    await workbench.clearNotifications();
    await workbench.tree.waitForDescription('web 2 → 4', /^\d+ s · done · \d\d:\d\d · you$/);
    await workbench.screenshot('history-done-dark');
  });

  it('says what one that waits does, and what comes then', async () => {
    await workbench.page.keyboard.press('Control+Alt+1');
    await start('web 4 → 1');
    await workbench.tree.waitForDescription('web 4 → 1', /^waiting \d+ min, then 2 → 1 · /, operationMs);
    await workbench.tree.expand('web 4 → 1');
    await workbench.screenshot('history-waiting-dark');
  });

  it('tells of one whose window was reloaded while the Explorer was open', async () => {
    await workbench.page.locator('.activitybar .action-label[aria-label^="Explorer"]').click();
    await workbench.tree.view.waitFor({ state: 'hidden' });
    await workbench.page.reload();
    await workbench.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
    const told = await workbench.notifications.waitFor('was interrupted', operationMs);
    assert.match(told, /^web 4 → 1, begun today at \d\d:\d\d, was interrupted: .*web has 2 replicas now\./);
    assert.deepEqual(await workbench.notifications.buttons('was interrupted'), ['Resume', 'Go Back', 'Show Details']);
    await workbench.screenshot('interrupted-told-dark');
    await workbench.clearNotifications();
  });

  it('has it on top, and offers plans of what is left and of the way back', async () => {
    await workbench.openSidebar();
    await workbench.tree.waitForDescription('web 4 → 1', /^interrupted ·/, operationMs);
    await workbench.tree.waitForDescription('web', '2/2 running', 40_000);
    await workbench.tree.row('web 4 → 1').hover();
    await workbench.screenshot('history-interrupted-dark');
    await workbench.tree.pressInline('web 4 → 1', 'Resume Operation…');
    await workbench.quickInput.waitFor('Resume');
    await workbench.quickInput.row('2 → 1').waitFor();
    await workbench.screenshot('history-resume-dark');
    await workbench.quickInput.escape();
    await workbench.tree.pressInline('web 4 → 1', 'Undo Operation…');
    await workbench.quickInput.waitFor('Undo: web 2 → 4');
    await workbench.quickInput.escape();
  });

  const resumed = 'Resume: web 2 → 1';
  const cancelled = `${resumed} was cancelled`;

  it('cancels what waits by the button in its row, and says how far it came', async () => {
    await workbench.tree.pressInline('web 4 → 1', 'Resume Operation…');
    await start(resumed);
    await workbench.tree.waitForDescription(resumed, /^waiting \d+ min, then 2 → 1 · /, operationMs);
    await workbench.tree.row(resumed).hover();
    await workbench.screenshot('history-cancel-dark');
    await workbench.tree.pressInline(resumed, 'Cancel Operation');
    const told = await workbench.notifications.waitFor(cancelled);
    assert.match(told, /after \d+ s\. web has 2 replicas now\. 1 stage of 2 not begun\.$/);
    assert.deepEqual(await workbench.notifications.buttons(cancelled), ['Resume', 'Diagnose']);
    await workbench.screenshot('cancelled-dark');
    await workbench.tree.waitForDescription(resumed, /^\d+ s · cancelled · /);
  });

  it('cancels the only one that runs from the palette', async () => {
    await workbench.notifications.press(cancelled, 'Resume');
    await start(resumed);
    // By now there are two rows of this name.
    await workbench.notifications.waitFor(/waiting \d+ min, then 2 → 1/, operationMs);
    await workbench.runCommand('Scalebook: Cancel Operation');
    await workbench.notifications.waitFor(cancelled);
    await workbench.clearNotifications();
  });

  it('shows a plan again that was left open until something else ran', async () => {
    await workbench.page.keyboard.press('Control+Alt+4');
    await workbench.quickInput.waitFor('web 2 → 4');
    await run(engine.cliPath, ['rm', '--force', `${project.name}-web-2`], { env: engine.env });
    await workbench.page.waitForTimeout(31_000);
    await start('web 2 → 4');
    // On a machine that is busy with tests a check may have become worse, too.
    await workbench.notifications.waitFor('Nothing was started; look at it again.');
    await workbench.quickInput.waitFor('web 1 → 4');
    await workbench.screenshot('plan-again-dark');
    await workbench.quickInput.escape();
    await workbench.clearNotifications();
  });

  it('shows all that is known of an operation on a page', async () => {
    await workbench.tree.pressInline('web 2 → 4', 'Show Details from History');
    const text = await workbench.pageText('Before and after');
    assert.match(text, /web 2 → 4/);
    assert.match(text, /create web-3/);
    await workbench.screenshot('history-report-dark');
    await workbench.closeEditors();
  });

  const kinds: readonly Theme[] = ['light', 'hcDark', 'hcLight'];
  for (const theme of kinds) {
    it(`in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.tree.row('web 4 → 1').hover();
      await workbench.screenshot(`history-${theme}`);
    });
  }

  it('in a narrow window', async () => {
    await workbench.setTheme('dark');
    await workbench.page.setViewportSize({ width: 560, height: 800 });
    await workbench.tree.row('web 4 → 1').hover();
    await workbench.screenshot('history-narrow-dark');
  });
});
