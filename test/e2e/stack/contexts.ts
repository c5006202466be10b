import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Started } from '../stack.test.js';

/** Contexts are chosen here by the picker alone; the machine's own choice is not touched. */
export const contexts = (at: () => Started): void =>
  void describe('contexts', () => {
    const choose = async (name: string): Promise<void> => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Select Context');
      await workbench.quickInput.waitFor('Select Context');
      await workbench.quickInput.type(name);
      await workbench.quickInput.accept();
      await workbench.quickInput.widget.waitFor({ state: 'hidden' });
    };
    /** The sidebar and the status bar each follow the live state in their own time: both are waited for. */
    const expectWelcome = async (text: string, status: string | RegExp, picture: string): Promise<void> => {
      const { workbench } = at();
      await workbench.tree.welcome().getByText(text).waitFor();
      await workbench.statusBar.waitFor(status);
      await workbench.screenshot(picture);
    };

    before(async function () {
      this.timeout(120_000);
      const { config, emptyEngine, certificates } = at();
      await config.addContext('farm', 'ssh://ops@farm.invalid', 'the machines in the cellar');
      // Nobody listens at the first port.
      await config.addContext('cellar', 'ssh://ops@127.0.0.1:1');
      await config.addContext('gone', 'tcp://gone.invalid:2375');
      await config.addContext('stopped', `unix://${join(config.folder, 'no.sock')}`, 'an engine that is not running');
      const { host, tcpHost = '' } = await emptyEngine;
      await config.addContext('empty', host);
      await config.addContext('secured', tcpHost, '', certificates.client);
      await config.addContext('uninvited', tcpHost, '', certificates.missing);
    });

    it('are listed with their addresses and what is to be known of them', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Select Context');
      await workbench.quickInput.waitFor('Select Context');
      await workbench.quickInput.row('farm').waitFor();
      const items = (await workbench.quickInput.items()).join('\n');
      for (const part of ['Follow the Docker CLI', 'default', 'ssh://ops@farm.invalid', 'Without TLS'])
        assert.ok(items.includes(part), `${part} is not in:\n${items}`);
      await workbench.screenshot('contexts-dark');
      await workbench.quickInput.escape();
    });

    it('one whose engine does not run', async () => {
      await choose('stopped');
      await expectWelcome('No Docker engine answers', 'no engine', 'welcome-no-engine-dark');
    });

    it('one whose host does not exist', async () => {
      await choose('gone');
      await expectWelcome('This Docker context leads nowhere', 'host unknown', 'welcome-wrong-context-dark');
    });

    it('one over SSH that cannot be reached', async () => {
      await choose('cellar');
      await expectWelcome('No SSH server answers', 'no SSH server', 'welcome-ssh-dark');
    });

    it('one over TLS, with certificates on both sides', async () => {
      await choose('secured');
      await expectWelcome('This engine runs no Compose stack', /no stack.*secured/, 'welcome-tls-dark');
    });

    it('one over TLS that wants a certificate and gets none', async () => {
      await choose('uninvited');
      await expectWelcome('wants a client certificate', 'no client certificate', 'welcome-tls-uninvited-dark');
    });

    it('one without any stack, in every kind of theme', async () => {
      const { workbench } = at();
      await choose('empty');
      await expectWelcome('This engine runs no Compose stack', /no stack.*empty/, 'welcome-no-stack-dark');
      for (const theme of ['light', 'hcDark'] as const) {
        await workbench.setTheme(theme);
        await workbench.screenshot(`welcome-no-stack-${theme}`);
      }
    });

    it('and back to that of the Docker CLI, by the button of the welcome', async () => {
      const { workbench } = at();
      await workbench.tree.pressWelcome('Choose Context');
      await workbench.quickInput.waitFor('Select Context');
      await workbench.quickInput.type('Follow');
      await workbench.quickInput.accept();
      await workbench.tree.waitForDescription('PDF Worker', '3/3 healthy');
    });
  });
