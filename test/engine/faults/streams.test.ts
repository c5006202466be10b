import assert from 'node:assert/strict';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { failureSentence } from '../../../src/view/words/connection/engineFailureWords.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { until } from '../support/connection.js';
import { FaultyWay } from './faultyWay.js';
import { LookedAt } from './lookedAt.js';
import { openToBeginWith, untilNoMoreThan } from './openThings.js';

const flood = 10_000;
const isStats = (path: string): boolean => path.includes('/stats');

describe('a way to the engine on which something goes wrong', function () {
  this.timeout(60_000);
  let project: ComposeProject;
  let way: FaultyWay;
  let seen: LookedAt;
  let id: string;
  let openAtFirst: Readonly<Record<string, number>>;

  before(async () => {
    project = await composeProject({ web: { command: IDLE, stop_grace_period: '0s' } });
    await project.compose('up', '--detach', '--scale', 'web=2');
  });
  after(() => project.remove());

  beforeEach(async () => {
    openAtFirst = await openToBeginWith();
    const { host } = await ensureDockerEngine();
    await project.docker('start', ...(await project.containerIds('web')));
    way = await FaultyWay.open(host);
    seen = new LookedAt(way.host, project);
    await until('both replicas are seen', () => seen.states.join() === '1 running,2 running');
    [id = ''] = await project.containerIds('web');
  });
  afterEach(async () => {
    seen.stop();
    await way.close();
    await untilNoMoreThan(openAtFirst);
  });

  it('a stream that is cut is taken up again before anything is said, with what happened meanwhile', async () => {
    way.delayMs = 300;
    way.cutEvents();
    await project.docker('stop', '--time', '0', id);
    await until('what happened meanwhile is seen', () => seen.states.join() === '1 exited,2 running');
    assert.ok(!seen.phases.includes('failed'), seen.phases.join());
    assert.equal(way.openStreams, 1);
  });

  it('a stream that is cut again and again is taken up with growing pauses, by one connection at a time', async () => {
    let most = 0;
    way.eventLine = () => undefined;
    const cutting = setInterval(() => {
      most = Math.max(most, way.openStreams);
      way.cutEvents();
    }, 50);
    const asked = way.askedFor(/\/version/);
    await new Promise((resolve) => setTimeout(resolve, 8000));
    clearInterval(cutting);
    const attempts = way.askedFor(/\/version/) - asked;
    // 0.5, 1, 2 and 4 s, with up to a fifth less.
    assert.ok(attempts >= 2 && attempts <= 5, `${attempts} attempts in 8 s`);
    assert.equal(most, 1);
    await until('it is connected again', () => seen.phase === 'connected');
  });

  it('ten thousand events at once are one reading, and the truth in the end', async () => {
    const lines: string[] = [];
    way.eventLine = (line, write) => {
      if (line.includes(id)) lines.push(line);
      write(line);
    };
    await project.docker('stop', '--time', '0', id);
    await until('the stop is seen', () => seen.states[0] === '1 exited');
    const [line = ''] = lines;
    const inspected = (): number => way.askedFor(new RegExp(`/containers/${id}/json`));
    const before = inspected();
    await project.docker('start', id);
    way.sayAmongEvents(line.repeat(flood));
    await until('the start is seen', () => seen.states[0] === '1 running');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.ok(inspected() - before < 20, `${inspected() - before} questions`);
    assert.deepEqual([seen.phase, seen.states], ['connected', ['1 running', '2 running']]);
    assert.ok(!seen.phases.includes('failed'));
  });

  it('ten thousand events of containers that nobody has heard of are lists, one after the other', async () => {
    const listed = (): number => way.askedFor(/\/containers\/json/);
    const before = listed();
    const of = (number: number): string =>
      `${JSON.stringify({
        ...{ Type: 'container', Action: 'start', timeNano: 1_700_000_000_000_000_000 + number },
        Actor: {
          ID: number.toString(16).padStart(64, '0'),
          Attributes: { 'com.docker.compose.project': project.name, 'com.docker.compose.service': 'web' },
        },
      })}\n`;
    way.sayAmongEvents(Array.from({ length: flood }, (_, number) => of(number)).join(''));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await project.docker('stop', '--time', '0', id);
    await until('what happened after it is seen', () => seen.states.join() === '1 exited,2 running');
    assert.ok(listed() > before && listed() - before < 30, `${listed() - before} lists`);
  });

  it('events that come in another order than they happened show what is, not what was told last', async () => {
    const held: string[] = [];
    way.eventLine = (line, write) => (line.includes(id) ? void held.push(line) : write(line));
    await project.docker('restart', '--time', '0', id);
    await project.docker('stop', '--time', '0', id);
    const ends = (): number => held.filter((line) => line.includes('"Action":"stop"')).length;
    await until('all have happened', () => ends() === 2);
    way.sayAmongEvents(held.toReversed().join(''));
    await until('it is seen as it is', () => seen.states.join() === '1 exited,2 running');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual([seen.states, seen.phase], [['1 exited', '2 running'], 'connected']);
  });

  it('half a line of an event costs nothing: everything is read anew', async () => {
    way.eventLine = (line, write) => write(`${line.slice(0, line.length / 2)}\n`);
    await project.docker('stop', '--time', '0', id);
    await until('the stop is seen all the same', () => seen.states.join() === '1 exited,2 running');
    assert.ok(!seen.phases.includes('failed'));
  });

  it('half an answer is no answer: nothing is shown of it, and the next one is believed', async () => {
    way.halved = (path) => path.includes('/containers/json');
    await seen.live.session.refresh();
    await until('it is said', () => seen.reason === 'refused');
    assert.deepEqual([seen.states, seen.level], [[], undefined]);
    const { connection } = seen;
    assert.match(connection.phase === 'failed' ? failureSentence(connection.failure) : '', /^Docker refused: .*JSON/);
    way.halved = () => false;
    await until('it is believed again', () => seen.states.join() === '1 running,2 running');
  });

  it('statistics that never come leave a level unknown, never normal', async () => {
    way.silent = isStats;
    const late = new LookedAt(way.host, project);
    try {
      await until('both replicas are seen', () => late.states.join() === '1 running,2 running');
      const asked = way.askedFor(/\/stats/);
      // One reading is given up after four seconds, and the next is not answered either.
      await until(
        'statistics were asked for twice',
        () => way.askedFor(/\/stats/) > asked + 2 && late.level === 'unknown',
      );
      await new Promise((resolve) => setTimeout(resolve, 2000));
      assert.deepEqual([late.phase, late.level], ['connected', 'unknown']);
      assert.ok(!late.shown.some((shown) => shown.endsWith('normal')), late.shown.join());
      way.silent = () => false;
      await until('the level is known', () => late.level === 'normal');
    } finally {
      late.stop();
    }
  });

  it('an engine that takes two seconds for every answer is waited for', async () => {
    way.delayMs = 2000;
    await project.docker('stop', '--time', '0', id);
    await until('the stop is seen', () => seen.states.join() === '1 exited,2 running');
    assert.ok(!seen.phases.includes('failed'));
  });
});
