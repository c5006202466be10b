import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { checklistKind } from '../../../src/editor/panel/checklistKind.js';
import { dashboardKind } from '../../../src/editor/panel/dashboardKind.js';
import { verificationKind } from '../../../src/editor/panel/verificationKind.js';
import { browser, closeBrowser } from '../support/browser.js';
import { ways } from './attempts.js';
import { PageServers } from './pageServers.js';

const kinds = { checklist: checklistKind, dashboard: dashboardKind, verification: verificationKind };

interface Violation {
  readonly directive: string;
  readonly blocked: string;
}

interface Opened {
  readonly servers: PageServers;
  readonly page: Page;
  /** Loads the page anew. */
  readonly load: () => Promise<void>;
}

async function close({ page, servers }: Opened): Promise<void> {
  await page.close();
  await servers.stop();
}

describe("a page's policy", () => {
  after(closeBrowser);

  const open = async (kind: { readonly files: string; readonly showsImages?: true }): Promise<Opened> => {
    const servers = await PageServers.start(kind.files, kind.showsImages ?? false);
    const page = await (await browser()).newPage();
    await page.addInitScript(globals);
    const load = async (): Promise<void> => {
      await page.goto(`${servers.own}/`);
      for (let tries = 0; tries < 250 && (await page.evaluate('window.said.length')) === 0; tries++)
        await page.waitForTimeout(20);
    };
    await load();
    return { servers, page, load };
  };

  // The one that lets the most in: images of the workspace.
  describe('of a checklist', () => {
    let opened: Opened;
    before(async () => {
      opened = await open(checklistKind);
    });
    after(() => close(opened));

    for (const { way, attempt, stoppedBy } of ways)
      it(`stops ${way}`, async () => {
        const { page, servers, load } = opened;
        await load();
        await page.evaluate(`setTimeout((evil) => { ${attempt} }, 0, ${JSON.stringify(servers.evil)})`);
        const seen = await violationsOf(page, stoppedBy);
        assert.ok(
          stoppedBy.length === 0 || seen.some(({ directive }) => stoppedBy.includes(directive)),
          `${JSON.stringify(seen)} for ${stoppedBy.join(' or ')}`,
        );
        // Long enough for a request to be made that nothing has stopped.
        await page.waitForTimeout(50);
        const end = [await page.evaluate('window.ran'), servers.asked, page.url()];
        assert.deepEqual(end, [undefined, [], `${servers.own}/`]);
      });
  });

  for (const [name, kind] of Object.entries(kinds))
    it(`of the ${name} lets its own script and stylesheet in, and stops all of it at once`, async () => {
      const opened = await open(kind);
      const { page, servers } = opened;
      try {
        assert.deepEqual(await page.evaluate('window.said.map(({ name }) => name)'), ['ready']);
        assert.ok(await page.evaluate('document.styleSheets.length > 0'));
        assert.deepEqual(await page.evaluate('window.violations'), []);
        for (const { attempt } of ways)
          await page.evaluate(`setTimeout((evil) => { ${attempt} }, 0, ${JSON.stringify(servers.evil)})`);
        const told = new Set(ways.flatMap(({ stoppedBy }) => (stoppedBy.length === 1 ? stoppedBy : [])));
        await violationsOf(page, [...told]);
        await page.waitForTimeout(300);
        const end = [await page.evaluate('window.ran'), servers.asked, page.url()];
        assert.deepEqual(end, [undefined, [], `${servers.own}/`]);
        const seen = new Set((await violationsOf(page, ['img-src'])).map(({ directive }) => directive));
        assert.deepEqual(
          [...told].filter((directive) => !seen.has(directive)),
          [],
        );
      } finally {
        await close(opened);
      }
    });

  it('is what stops them: without it the foreign server is asked', async () => {
    const servers = await PageServers.start('verification', false);
    const page = await (await browser()).newPage({ bypassCSP: true });
    try {
      await page.addInitScript(globals);
      await page.goto(`${servers.own}/`);
      for (const { way, attempt } of ways)
        // It would leave the page.
        if (way !== 'a form')
          await page.evaluate(`setTimeout((evil) => { ${attempt} }, 0, ${JSON.stringify(servers.evil)})`);
      for (let tries = 0; tries < 100 && new Set(servers.asked).size < 10; tries++) await page.waitForTimeout(50);
      assert.equal(await page.evaluate('window.ran'), 1);
      for (const path of ['/script.js', '/image.png', '/fetch', '/xhr', '/beacon', '/frame', '/events', '/sheet.css'])
        assert.ok(servers.asked.includes(path), `${path} is not in ${servers.asked.join(' ')}`);
    } finally {
      await page.close();
      await servers.stop();
    }
  });
});

/** Those there are, once one of the directives has stopped something, or soon. */
async function violationsOf(page: Page, directives: readonly string[]): Promise<readonly Violation[]> {
  for (let tries = 0; ; tries++) {
    const seen = await page.evaluate<readonly Violation[]>('window.violations');
    if (tries >= 100 || seen.some(({ directive }) => directives.includes(directive))) return seen;
    await page.waitForTimeout(20);
  }
}

/** In the page, before its script. */
function globals(): void {
  const inPage = window as unknown as Record<string, unknown>;
  const [said, violations]: [unknown[], unknown[]] = [[], []];
  Object.assign(inPage, { said, violations });
  inPage['acquireVsCodeApi'] = () => ({
    postMessage: (message: unknown) => said.push(message),
    getState: () => undefined,
    setState: () => undefined,
  });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    violations.push({ directive: effectiveDirective, blocked: blockedURI });
  });
}
