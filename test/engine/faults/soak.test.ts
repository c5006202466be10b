import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EngineProject } from '../support/engineProject.js';
import { never, value } from '../support/connection.js';
import { demoEngine } from '../support/engines.js';
import { simpleRunbook } from './simpleRunbook.js';
import { openThings, openToBeginWith, untilNoMoreThan } from './openThings.js';
import { fastClock, SoakedWindow } from './soakedWindow.js';

const minutes = Number(process.env['SCALEBOOK_SOAK_MINUTES'] ?? 0);
/** An hour, which is as long as anything is remembered, in nine seconds. */
const speed = 400;
const roundsInShort = 200;
const blocks = 12;
/** What comes before is memory that fills up as it is meant to. */
const warmUpBlocks = 3;
const marginBytes = 1024 * 1024;

interface Look {
  readonly heapBytes: number;
  readonly listeners: number;
  readonly open: number;
}

describe('a window that is open for long', function () {
  this.timeout(minutes * 60_000 * 2 + 300_000);
  let engine: Awaited<ReturnType<typeof demoEngine>>;
  let churned: EngineProject;
  let window: SoakedWindow;
  let openAtFirst: Readonly<Record<string, number>>;
  let rounds = 0;

  before(async () => {
    openAtFirst = await openToBeginWith();
    engine = await demoEngine();
    churned = await engine.project({ web: { compose: {}, replicas: 2 }, api: { compose: {} } });
    const { runbook } = engine.demo;
    // In the short one most of the time would go into what an hour of a whole runbook's figures means.
    const light = { ...simpleRunbook, prometheus: runbook.prometheus };
    const runbooks = minutes > 0 ? [runbook] : [runbook.stack, churned.name].map((stack) => ({ ...light, stack }));
    window = new SoakedWindow(engine.host, runbooks, fastClock(speed));
  });
  after(async () => {
    window.stop();
    await engine.stop();
  });

  it('holds as much memory, as many listeners and as much else in the end as in the beginning, through containers, breaks and views that come and go', async () => {
    const looks: Look[] = [];
    const begunAt = performance.now();
    while (looks.length < blocks) {
      const share = (looks.length + 1) / blocks;
      const isOver = (): boolean =>
        minutes > 0 ? performance.now() - begunAt >= share * minutes * 60_000 : rounds >= share * roundsInShort;
      while (!isOver()) await churn(rounds++);
      looks.push(await look());
    }
    const third = Math.floor((blocks - warmUpBlocks) / 3);
    const [first, last] = [looks.slice(warmUpBlocks, warmUpBlocks + third), looks.slice(-third)];
    const told = `${rounds} rounds: ${looks.map(({ heapBytes, listeners, open }) => `${mebibytes(heapBytes)} ${listeners} ${open}`).join(', ')}`;
    if (minutes > 0) console.log(told);
    const grownBytes = median(last.map(({ heapBytes }) => heapBytes)) - median(first.map(({ heapBytes }) => heapBytes));
    assert.ok(grownBytes < marginBytes, `the heap grew by ${mebibytes(grownBytes)} MiB; ${told}`);
    for (const part of ['listeners', 'open'] as const)
      // An answer on its way is one more or less; what is left behind each time is there at every look.
      assert.ok(
        Math.min(...last.map((each) => each[part])) <= Math.max(...first.map((each) => each[part])),
        `${part} grew; ${told}`,
      );
  });

  it('leaves nothing open behind', async () => {
    window.stop();
    await engine.stop();
    await untilNoMoreThan(openAtFirst);
    assert.equal(window.listeners, 0);
  });

  /** One round of what happens in a day. */
  async function churn(round: number): Promise<void> {
    const view = window.view(round % 8 === 0);
    const other = round % 3 === 0 ? window.view(false) : undefined;
    await reached(() => window.store.state.connection.phase === 'connected');
    await churned.up('web');
    const [id = ''] = await churned.containerIds('web');
    await reached(() => window.has(id));
    engine.demo.engineFaults.floodEvents(5);
    other?.dispose();
    if (round % 5 === 0) await window.session.refresh();
    if (round % 10 === 0) await lookCloser(id);
    for (const each of await churned.containerIds('web')) await churned.removeNow(each);
    if (round % 50 === 0) await engine.demo.engineFaults.restart(5);
    await reached(() => !window.has(id));
    view.dispose();
    // Nobody looks, for longer than the connection is kept.
    if (round % 40 === 0) await reached(() => window.store.state.connection.phase === 'idle');
  }

  /** A log that is followed, a prompt, one reading of everything. */
  async function lookCloser(id: string): Promise<void> {
    const connection = window.session.current?.connection;
    if (!connection) return;
    const end = new AbortController();
    const following = connection.followLogs([id], { tail: 10 }, () => undefined, end.signal);
    value(await connection.openShell(id, { columns: 80, rows: 24 })).dispose();
    await connection.readUsage([id], never);
    end.abort();
    await following;
  }

  const reached = (isTrue: () => boolean): Promise<unknown> => window.store.until(isTrue, AbortSignal.timeout(30_000));

  /** With nobody looking, so that what is under way does not count. */
  async function look(): Promise<Look> {
    await reached(() => window.store.state.connection.phase === 'idle');
    await new Promise((resolve) => setTimeout(resolve, 50));
    collectGarbage();
    const open = Object.values(openThings()).reduce((sum, count) => sum + count, 0);
    return { heapBytes: process.memoryUsage().heapUsed, listeners: window.listeners, open };
  }
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let times = 0; times < 3; times++) collect();
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mebibytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(2);
