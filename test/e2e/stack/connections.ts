import assert from 'node:assert/strict';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';
import { waitFor } from '../../machine/waitFor.mjs';
import type { Started } from '../stack.test.js';
import { containersByService } from '../support/containers.js';
import { teamCounts } from '../support/teamCounts.js';

const operationMs = 150_000;

async function docker(...args: readonly string[]): Promise<string> {
  const { cliPath, env } = await ensureDockerEngine();
  return (await run(cliPath, [...args], { env })).trim();
}

async function postgres(): Promise<string> {
  const [id] = (await containersByService()).get('postgres') ?? [];
  return id ?? assert.fail('the database does not run');
}

const psql = async (statement: string): Promise<string> =>
  docker('exec', await postgres(), 'psql', '-U', 'schedgen', '-d', 'schedgen', '-Atc', statement);

export const connections = (at: () => Started): void =>
  void describe('database connections', function () {
    this.timeout(300_000);

    before(async () => {
      await at().workbench.openSidebar();
      assert.equal(await psql('SHOW max_connections'), '100');
    });

    /** The box that asks how many of Backend. */
    async function askForBackends(): Promise<void> {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Scale Service');
      await workbench.quickInput.waitFor('Scale Service');
      await workbench.quickInput.type('Backend');
      await workbench.quickInput.row('Backend').waitFor();
      await workbench.quickInput.accept();
      await workbench.quickInput.waitFor('Scale Backend');
    }
    const means = (text: string): Promise<void> =>
      at().workbench.quickInput.widget.locator('.quick-input-message', { hasText: text }).waitFor();

    it('warn of the second backend at 100 and refuse the third, from the box on, and say how it can be had', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      await askForBackends();
      await quickInput.type('2');
      await means('second Backend: 100 connections of 100, which leaves nothing of the 3 in reserve');
      await workbench.screenshot('count-connections-warned-dark');
      await quickInput.type('3');
      await means('third Backend: 150 connections of 100; raise the limit to 200');
      await workbench.screenshot('count-connections-dark');
      await quickInput.accept();
      await quickInput.waitFor('Scale Backend 1 → 3');
      await quickInput.row('Cannot start').waitFor();
      const sheet = (await quickInput.items()).join('\n');
      assert.match(sheet, /Third Backend: 150 connections of 100; raise the limit to 200 first/);
      assert.match(sheet, /Raise to 200/);
      await workbench.screenshot('plan-connections-refused-dark');
      await quickInput.row('Third Backend').last().click();
      await quickInput.waitFor('Third Backend: 150 connections of 100');
      await workbench.screenshot('ways-out-connections-dark');
      await workbench.page.mouse.move(700, 600);
      await quickInput.row('Raise to 200').waitFor();
      await quickInput.accept();
      await quickInput.waitFor('Backend 1 → 3');
      await quickInput.row('postgres 100 → 200 connections').waitFor();
      await workbench.screenshot('plan-with-raise-dark');
      await quickInput.escape();
      assert.deepEqual(await teamCounts(), [1, 1, 3]);
      assert.equal(await psql('SHOW max_connections'), '100');
    });

    it('are raised on the real database, which alone restarts', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      const before = await containersByService();
      const startedAt = (): Promise<string> =>
        docker('inspect', '--format', '{{.State.StartedAt}}', ...(before.get('backend') ?? []));
      const backends = await startedAt();
      await workbench.runCommand('Scalebook: Raise Database Connections');
      await quickInput.waitFor('Raise Database Connections of postgres');
      await quickInput.type('200');
      await means('enough for 3 Backend x 50 + 50 = 200 · 100 now');
      await workbench.screenshot('raise-box-dark');
      await quickInput.accept();
      await quickInput.waitFor('postgres 100 → 200 connections');
      await quickInput.row('postgres restarts').waitFor();
      await workbench.screenshot('plan-raise-dark');
      await quickInput.accept();
      await workbench.notifications.waitFor('postgres allows 200 connections', operationMs);
      await workbench.screenshot('result-raise-dark');
      assert.equal(await psql('SHOW max_connections'), '200');
      assert.deepEqual(await containersByService(), before);
      assert.equal(await startedAt(), backends);
      await workbench.clearNotifications();
    });

    it('are enough for the third backend then', async () => {
      const { workbench } = at();
      await askForBackends();
      await workbench.quickInput.type('3');
      await means('third Backend: 150 connections of 200');
      await workbench.quickInput.accept();
      await workbench.quickInput.waitFor('Scale Backend 1 → 3');
      await workbench.quickInput.row('Scale to 3').waitFor();
      await workbench.quickInput.accept();
      await workbench.notifications.waitFor('Backend runs 3 of 3', operationMs);
      assert.deepEqual(await teamCounts(), [1, 3, 3]);
      await workbench.notifications.press('Backend runs 3 of 3', 'Undo');
      await workbench.quickInput.waitFor('Undo: Backend 3 → 1');
      await workbench.quickInput.row('In one step instead').click();
      await workbench.quickInput.row('Step by step instead').waitFor();
      await workbench.quickInput.accept();
      await workbench.notifications.waitFor('Backend runs 1 of 1', operationMs);
      assert.deepEqual(await teamCounts(), [1, 1, 3]);
      await workbench.clearNotifications();
    });

    after(async () => {
      await psql('ALTER SYSTEM RESET max_connections');
      await docker('restart', await postgres());
      const health = async (): Promise<true | undefined> => {
        const state = await docker('inspect', '--format', '{{.State.Health.Status}}', await postgres());
        return state === 'healthy' ? true : undefined;
      };
      assert.ok(await waitFor(health, { timeoutMs: 60_000 }), 'the database is healthy again');
      await at().workbench.tree.waitForDescription('Backend', '1/1 healthy', 60_000);
    });
  });
