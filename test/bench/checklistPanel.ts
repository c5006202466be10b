import MarkdownIt from 'markdown-it';
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { buildPages } from '../../esbuild.mjs';
import { readChecklist } from '../../src/core/checklist/markdown/main.js';
import type { ItemMark } from '../../src/protocol/checklistPage.js';
import { checklistMarks } from '../../src/view/checklist/checklistMarks.js';
import { contentOf } from '../../src/view/checklist/contentOf.js';
import { stageTasks } from '../../src/core/checklist/stageTasks.js';
import { ensureBrowser } from '../machine/browser.mjs';
import { contextOf } from '../unit/support/checklistDocuments.js';
import type { Bench, Measurement } from './bench.js';
import { inTurns } from './samples.js';

const sizes = [100, 1_000, 10_000];

/** Steps in stages of twenty, some with a command. */
const markdownOf = (items: number): string =>
  Array.from({ length: items }, (_, index) =>
    [
      ...(index % 20 === 0 ? ['', `## Stage ${index / 20 + 1}`, ''] : []),
      `- [ ] Step ${index} of **many**, with \`words\` of its own`,
      ...(index % 5 === 0 ? ['', '  ```bash', `  docker compose ps service-${index}`, '  ```', ''] : []),
    ].join('\n'),
  ).join('\n');

/** The panel of a long checklist beside the same file as plain HTML, which is what a preview of it shows. */
export const checklistPanel: Measurement = {
  name: 'checklist panel',
  async run(bench) {
    await buildPages({ production: true });
    const { executablePath, args } = await ensureBrowser();
    const browser = await chromium.launch({ executablePath, args });
    try {
      for (const items of sizes) await measure(bench, await browser.newPage(), items);
    } finally {
      await browser.close();
    }
  },
};

async function measure(bench: Bench, page: Page, items: number): Promise<void> {
  const text = markdownOf(items);
  const document = readChecklist(text);
  const stages = stageTasks(document);
  const { sections } = contentOf(document, new Set(stages.map(({ id }) => id)), {
    mayFollow: () => false,
    imageSource: () => undefined,
  });
  const marks = checklistMarks(contextOf(document, { stages }));
  const show = JSON.stringify({ name: 'show', content: { version: 1, sections, marks } });
  const html = new MarkdownIt().render(text).replaceAll('[ ]', '<input type="checkbox">');
  const run = (script: string): Promise<number> => page.evaluate(`${probe}; ${script}`);
  const panel = async (script: string): Promise<number> => {
    await load(page);
    return run(script.replace('SHOW', () => show));
  };
  const plain = async (script: string): Promise<number> => {
    await page.setContent('<main></main>');
    return run(script.replace('PLAIN', () => JSON.stringify(html)));
  };
  const rounds = items > 1_000 ? bench.rounds : bench.rounds * 3;
  const add = async (what: string, ours: () => Promise<number>, instead: () => Promise<number>): Promise<void> => {
    const samples = await inTurns(bench, rounds, ours, instead);
    bench.report.comparisons.push({
      what: `${items} items: ${what}`,
      ...samples,
      instead: 'the same as plain HTML',
    });
  };
  await add(
    'first screen',
    () => panel(ours.first),
    () => plain(instead.open),
  );
  await add(
    'all of it',
    () => panel(ours.whole),
    () => plain(instead.open),
  );
  await add(
    'a tick until it is on screen',
    () => panel(ours.tick),
    () => plain(instead.tick),
  );
  const ticked: ItemMark | undefined = marks.items.at(-1);
  const mark = { name: 'mark', content: { items: [{ ...ticked, isTicked: true }], fences: [] } };
  await add(
    "a machine's tick until it is on screen",
    () => panel(ours.mark.replace('MARK', () => JSON.stringify(mark))),
    () => plain(instead.tick),
  );
}

async function load(page: Page): Promise<void> {
  const file = (ending: string): string => readFileSync(`dist/webview/checklist.${ending}`, 'utf8');
  await page.setContent('<body class="vscode-dark"></body>');
  await page.addStyleTag({ content: file('css') });
  await page.evaluate('window.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })');
  await page.addScriptTag({ content: file('js') });
}

/** Run in the page. Once a frame has been made after now, and given to the screen. */
const probe = `
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(0);
  }));
  const told = (message) => new Promise((done) => {
    window.addEventListener('message', () => done(), { once: true });
    window.postMessage(message, '*');
  });
  const shown = async () => { while (document.body.dataset.state !== 'shown') await painted(); };
  const timed = async (work) => { const begun = performance.now(); await work(); await painted(); return performance.now() - begun; }`;

const ours = {
  first: '(async () => { const m = SHOW; return timed(() => told(m)); })()',
  whole: '(async () => { const m = SHOW; return timed(async () => { await told(m); await shown(); }); })()',
  tick: `(async () => { await told(SHOW); await shown(); await painted();
    return timed(() => document.querySelector('.box').click()); })()`,
  mark: `(async () => { await told(SHOW); await shown(); await painted(); const m = MARK;
    return timed(() => told(m)); })()`,
};

const instead = {
  open: "(async () => { const h = PLAIN; return timed(() => { document.querySelector('main').innerHTML = h; }); })()",
  tick: `(async () => { document.querySelector('main').innerHTML = PLAIN; await painted(); await painted();
    return timed(() => document.querySelector('input').click()); })()`,
};
