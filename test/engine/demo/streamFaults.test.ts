import assert from 'node:assert/strict';
import type { EngineConnection, EngineEvent } from '../../../src/app/ports.js';
import type { Asked, Fault } from '../../../src/demo/faults/fault.js';
import { until, value } from '../support/connection.js';
import { demoEngine } from '../support/engines.js';

const isEvents = ({ path }: Asked): boolean => path === '/events';
const isLogs = ({ path }: Asked): boolean => path.endsWith('/logs');
const isShell = ({ method, path }: Asked): boolean => method === 'POST' && /^\/exec\/[^/]+\/start$/.test(path);
const size = { columns: 80, rows: 24 };

describe('faults in the middle of a stream', function () {
  this.timeout(30_000);
  let engine: Awaited<ReturnType<typeof demoEngine>>;
  let connection: EngineConnection;
  let abort: AbortController;

  beforeEach(async () => {
    engine = await demoEngine();
    connection = await engine.connect();
    abort = new AbortController();
  });
  afterEach(async () => {
    abort.abort();
    connection.dispose();
    await engine.stop();
  });

  const order = (fault: Fault, concerns: (asked: Asked) => boolean) => engine.demo.faults.order(fault, concerns);
  const worker = () => engine.demo.store.find('up-schedule-generator-pdf-worker-1');

  /** Follows the events, and has made one happen before the fault strikes. */
  async function follow(since?: string) {
    const events: EngineEvent[] = [];
    let isOpen = false;
    const handlers = { onOpen: () => (isOpen = true), onEvent: (event: EngineEvent) => events.push(event) };
    const ended = connection.followEvents(since, handlers, abort.signal);
    await until('the stream is open', () => isOpen);
    return { events, ended };
  }
  const happen = (): void => engine.demo.engineFaults.floodEvents(1);

  it('events that are cut off are told as an interruption, and the next stream has what was missed', async () => {
    const cut = order({ fault: 'cut', afterMs: 200 }, isEvents);
    const { events, ended } = await follow();
    happen();
    assert.equal((await ended).reason, 'interrupted');
    cut.dispose();
    assert.equal(events.length, 1);
    happen();
    happen();
    const again = await follow(events[0]?.timeNano);
    await until('what was missed has come', () => again.events.length === 3);
    assert.deepEqual(again.events[0], events[0], 'from the last one that came');
  });

  it('events that stop to arrive can be given up, and the other calls go on', async () => {
    order({ fault: 'stall', afterMs: 100 }, isEvents);
    const { events, ended } = await follow();
    await new Promise((resolve) => setTimeout(resolve, 250));
    happen();
    value(await connection.listContainers(abort.signal));
    assert.deepEqual(events, []);
    abort.abort();
    assert.equal((await ended).reason, 'cancelled');
  });

  it('nonsense between events costs none of them', async () => {
    order({ fault: 'garble', afterMs: 100 }, isEvents);
    const { events } = await follow();
    happen();
    await new Promise((resolve) => setTimeout(resolve, 250));
    happen();
    await until('both have come', () => events.length === 2);
  });

  it('a log that is cut off is told, with the lines that came before', async () => {
    order({ fault: 'cut', afterMs: 300 }, isLogs);
    const lines: string[] = [];
    const { id } = worker();
    const followed = await connection.followLogs([id], { tail: 10 }, ({ text }) => lines.push(text), abort.signal);
    assert.equal(followed.ok ? 'ended' : followed.error.reason, 'interrupted');
    assert.match(lines[0] ?? '', /^pdf-worker of the demo/);
  });

  it('a prompt that is refused is not opened, in the words of the engine', async () => {
    order({ fault: 'refuse', status: 500, message: 'no pseudo terminal is left' }, isShell);
    const opened = await connection.openShell(worker().id, size);
    assert.deepEqual(opened.ok ? '' : [opened.error.reason, opened.error.detail], [
      'refused',
      'no pseudo terminal is left',
    ]);
  });

  it('a prompt whose connection is dropped instead is not opened', async () => {
    order({ fault: 'drop' }, isShell);
    const opened = await connection.openShell(worker().id, size);
    assert.equal(opened.ok ? '' : opened.error.reason, 'interrupted');
  });

  it('a prompt that is slow is waited for', async () => {
    order({ fault: 'slow', delayMs: 300 }, isShell);
    const begunAt = performance.now();
    const shell = value(await connection.openShell(worker().id, size));
    assert.ok(performance.now() - begunAt >= 300);
    shell.dispose();
  });

  it('a prompt that is cut off ends', async () => {
    order({ fault: 'cut', afterMs: 300 }, isShell);
    const shell = value(await connection.openShell(worker().id, size));
    let [output, exits] = ['', 0];
    shell.onOutput((text) => (output += text));
    shell.onExit(() => (exits += 1));
    await until('it has ended', () => exits === 1);
    assert.match(output, /This is the demo/);
    shell.dispose();
  });
});
