import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { freePort } from '../machine/freePort.mjs';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { startPrivateEngine } from '../machine/privateEngine.mjs';
import { makeTlsCertificates, type TlsCertificates } from '../machine/tlsCertificates.mjs';
import { claimStack } from '../stack/claimStack.mjs';
import { stackDown } from '../stack/stackDown.mjs';
import { stackUp } from '../stack/stackUp.mjs';
import { checklist } from './stack/checklist.js';
import { connections } from './stack/connections.js';
import { contexts } from './stack/contexts.js';
import { filter } from './stack/filter.js';
import { markdownChecklist } from './stack/markdownChecklist.js';
import { logs } from './stack/logs.js';
import { looks } from './stack/looks.js';
import { pages } from './stack/pages.js';
import { profiles } from './stack/profiles.js';
import { recommendation } from './stack/recommendation.js';
import { refusals } from './stack/refusals.js';
import { scaling } from './stack/scaling.js';
import { statusBar } from './stack/statusBar.js';
import { tree } from './stack/tree.js';
import { verification } from './stack/verification.js';
import { verifyAfter } from './stack/verifyAfter.js';
import { containersByService } from './support/containers.js';
import { DockerConfig } from './support/dockerConfig.js';
import { Workbench } from './support/workbench.js';

/** What has been started, for the parts below to use. */
export interface Started {
  workbench: Workbench;
  config: DockerConfig;
  /** An engine with nothing on it. It is only waited for where it is needed. */
  emptyEngine: ReturnType<typeof startPrivateEngine>;
  /** For the same engine over TLS. */
  certificates: TlsCertificates;
}

describe('the runbook stack in a workbench', function () {
  const started = {} as Started;
  const at = (): Started => started;
  const certificatesFolder = mkdtempSync(join(tmpdir(), 'scalebook-tls-'));
  let release = (): void => undefined;
  let wasUp = true;

  before(async function () {
    this.timeout(1_800_000);
    release = await claimStack();
    const { env } = await ensureDockerEngine();
    wasUp = (await containersByService()).size > 0;
    started.certificates = await makeTlsCertificates(join(certificatesFolder, 'tls'));
    // The editor would have requests go through its proxy, but for those to the name that everything here has.
    const tls = { port: await freePort(), certificates: started.certificates, address: '127.0.0.2' };
    started.emptyEngine = startPrivateEngine({ tls });
    // Whoever waits for it is told; until then a failure is no unhandled one.
    started.emptyEngine.catch(() => undefined);
    await stackUp({ tell: () => undefined });
    started.config = new DockerConfig();
    started.workbench = await Workbench.start({
      folder: join(REPOSITORY, 'test/stack'),
      env: { ...env, DOCKER_CONFIG: started.config.folder },
      keybindings: [
        { key: 'ctrl+alt+9', command: 'scalebook.scaleService', args: { service: 'pdf-worker', replicas: 'six' } },
        { key: 'ctrl+alt+6', command: 'scalebook.applyProfile', args: { profile: '100x' } },
        { key: 'ctrl+alt+7', command: 'scalebook.applyProfile', args: { profile: 'baseline' } },
        { key: 'ctrl+alt+8', command: 'scalebook.scaleService', args: { service: 'pdf-worker', replicas: 99 } },
      ],
    });
    // Each part by itself finds it open, too.
    await started.workbench.openSidebar();
    await started.workbench.tree.waitForDescription('PDF Worker', '3/3 healthy', 60_000);
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await started.workbench.screenshot(`failed-${this.currentTest.title.replace(/\W+/g, '-').toLowerCase()}`);
    // A box that was left open would fail all that follows.
    await started.workbench.page.keyboard.press('Escape');
    await started.workbench.page.keyboard.press('Escape');
  });

  after(async function () {
    this.timeout(300_000);
    await (started as Partial<Started>).workbench?.stop();
    (started as Partial<Started>).config?.remove();
    await (await (started as Partial<Started>).emptyEngine?.catch(() => undefined))?.stop();
    rmSync(certificatesFolder, { recursive: true, force: true });
    if (!wasUp) await stackDown({ tell: () => undefined });
    release();
  });

  // In this order: each part leaves the stack as the next one expects it.
  tree(at);
  statusBar(at);
  filter(at);
  refusals(at);
  // Before anything is scaled: the rules wait until a change has shown its effect.
  recommendation(at);
  scaling(at);
  profiles(at);
  connections(at);
  verification(at);
  verifyAfter(at);
  checklist(at);
  markdownChecklist(at);
  logs(at);
  pages(at);
  looks(at);
  contexts(at);
});
