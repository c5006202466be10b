import assert from 'node:assert/strict';
import { fencesIn } from '../../../../src/core/checklist/fencesIn.js';
import { readChecklist } from '../../../../src/core/checklist/markdown/main.js';
import { demoContext } from '../../../../src/core/demo/demoContext.js';
import { fail, ok } from '../../../../src/util/result.js';
import { runSubject } from '../../support/runSubjects.js';
import { commandContext, commandRun, commandText, commandWorld } from '../support/commandWorld.js';
import { settle } from '../support/manualClock.js';

describe('a command of a checklist', () => {
  it('is run filled, where the file is, pointed to the context, and kept with its end', async () => {
    const { runner, calls, events, fence } = commandWorld();
    const done = runner.run('r1', fence('first'), 'captured');
    await settle();
    const [call] = calls;
    assert.deepEqual(call?.command, {
      shell: 'sh',
      text: 'echo first pdf-worker',
      folder: '/w',
      environment: { DOCKER_CONTEXT: null, DOCKER_HOST: 'unix:///x.sock' },
    });
    call.write('one\n');
    call.write('\u001b[31mtwo\u001b[0m');
    call.end(0);
    const end = { exitCode: 0, how: 'ended', output: 'one\ntwo' } as const;
    assert.deepEqual(await done, ok(end));
    const [at, run] = [1_000_000, 'r1'];
    assert.deepEqual(events, [
      { run, at, event: 'command-begun', fence: fence('first'), text: 'echo first pdf-worker', by: 'kim' },
      { run, at, event: 'command-ended', fence: fence('first'), end },
    ]);
  });

  it('tells its output at most four times a second', async () => {
    const { runner, calls, outputs, clock, fence } = commandWorld();
    const done = runner.run('r1', fence('first'), 'captured');
    await settle();
    calls[0]?.write('a');
    calls[0]?.write('b');
    assert.deepEqual(outputs, []);
    await clock.advance(250);
    assert.deepEqual(outputs, ['ab']);
    await clock.advance(1_000);
    assert.equal(outputs.length, 1);
    calls[0]?.write('c');
    calls[0]?.end(1);
    await done;
    assert.deepEqual(clock.pending, []);
  });

  it('fails where it could not begin, with why', async () => {
    const { runner, calls, fence } = commandWorld();
    const done = runner.run('r1', fence('first'), 'captured');
    await settle();
    calls[0]?.end(undefined, 'spawn sh ENOENT');
    assert.deepEqual(await done, ok({ exitCode: undefined, how: 'failed', output: 'spawn sh ENOENT' }));
  });

  it('ends when it is cancelled, and when the window closes', async () => {
    for (const how of ['cancel', 'dispose'] as const) {
      const { runner, calls, events, fence } = commandWorld();
      const done = runner.run('r1', fence('first'), 'captured');
      await settle();
      calls[0]?.write('half');
      runner.cancel('r1', fence('second'));
      runner.cancel('r2', fence('first'));
      assert.equal(calls[0]?.signal.aborted, false);
      if (how === 'cancel') runner.cancel('r1', fence('first'));
      else runner.dispose();
      assert.deepEqual(await done, ok({ exitCode: undefined, how: 'cancelled', output: 'half' }));
      assert.equal(events.length, 2);
    }
  });

  it('is run once at a time, and again afterwards', async () => {
    const { runner, calls, fence } = commandWorld();
    assert.equal(runner.isRunning('r1', fence('first')), false);
    const first = runner.run('r1', fence('first'), 'captured');
    await settle();
    assert.deepEqual(
      ['first', 'second'].map((part) => runner.isRunning('r1', fence(part))),
      [true, false],
    );
    assert.deepEqual(await runner.run('r1', fence('first'), 'captured'), fail({ reason: 'running' }));
    calls[0]?.end(0);
    await first;
    assert.equal(runner.isRunning('r1', fence('first')), false);
    void runner.run('r1', fence('first'), 'captured');
    await settle();
    assert.equal(calls.length, 2);
  });

  it('is not begun where its beginning could not be kept', async () => {
    const { runner, state, calls, fence } = commandWorld();
    state.keeps = () => Promise.reject(new Error('disk full'));
    assert.deepEqual(
      await runner.run('r1', fence('first'), 'captured'),
      fail({ reason: 'not-kept', detail: 'disk full' }),
    );
    assert.deepEqual(calls, []);
    state.keeps = () => Promise.resolve();
    void runner.run('r1', fence('first'), 'captured');
    await settle();
    assert.equal(calls.length, 1);
  });

  it('has run all the same where its end could not be kept, and what it said is shown', async () => {
    const { runner, state, calls, outputs, fence } = commandWorld();
    const done = runner.run('r1', fence('first'), 'captured');
    await settle();
    state.keeps = () => Promise.reject(new Error('disk full'));
    calls[0]?.write('one');
    calls[0]?.end(3);
    assert.deepEqual(await done, ok({ exitCode: 3, how: 'ended', output: 'one', notKept: 'disk full' }));
    assert.deepEqual([outputs, runner.isRunning('r1', fence('first'))], [['one'], false]);
  });

  it('is left to a terminal where a person wants it there', async () => {
    const { runner, calls, events, terminals, fence } = commandWorld();
    const end = { exitCode: undefined, how: 'in-terminal', output: '' } as const;
    assert.deepEqual(await runner.run('r1', fence('second'), 'terminal'), ok(end));
    assert.deepEqual([calls.length, terminals.map((command) => command.text), events.length], [0, ['echo second'], 2]);
  });

  it('is refused with why, and nothing is begun', async () => {
    type World = ReturnType<typeof commandWorld>;
    const cases: readonly (readonly [string, string, (state: World['state']) => unknown, string])[] = [
      ['first', 'untrusted', (state) => (state.isTrusted = false), 'r1'],
      ['first', 'no-run', () => undefined, 'r2'],
      ['first', 'no-run', (state) => (state.run = { ...commandRun, endedAt: 5 }), 'r1'],
      ['first', 'no-document', (state) => (state.document = fail({ reason: 'gone' })), 'r1'],
      ['first', 'no-command', (state) => (state.document = ok(readChecklist('none'))), 'r1'],
      ['SELECT', 'no-command', () => undefined, 'r1'],
      ['nobody', 'placeholders', () => undefined, 'r1'],
      ['a\u202eb', 'unseen', () => undefined, 'r1'],
      ['dir', 'no-shell', () => undefined, 'r1'],
      ['first', 'other-context', (state) => (state.context = { ...commandContext, name: 'other' }), 'r1'],
      ['first', 'other-context', (state) => (state.context = undefined), 'r1'],
      ['first', 'no-folder', (state) => (state.folder = undefined), 'r1'],
      ['volume', 'not-agreed', (state) => (state.agrees = () => Promise.resolve(false)), 'r1'],
    ];
    for (const [part, reason, change, run] of cases) {
      const { runner, state, calls, events, terminals, fence } = commandWorld();
      change(state);
      for (const how of ['captured', 'terminal'] as const) {
        const result = await runner.run(run, fence(part), how);
        assert.equal(result.ok ? 'ok' : result.error.reason, reason, part);
      }
      assert.deepEqual([calls.length, events.length, terminals.length], [0, 0, 0]);
    }
  });

  it('is never run in the demo', async () => {
    const { runner, state, fence } = commandWorld();
    state.context = demoContext;
    state.run = { ...commandRun, subject: runSubject({ context: demoContext.name }) };
    assert.deepEqual(await runner.run('r1', fence('first'), 'captured'), fail({ reason: 'no-cli-context' }));
  });

  it('is asked for on a protected context, whatever it is, and once for all of a section', async () => {
    const { runner, state, asked, calls, fence } = commandWorld();
    state.isProtected = true;
    void runner.run('r1', fence('first'), 'captured');
    await settle();
    assert.deepEqual([asked, calls.length], [['echo first pdf-worker'], 1]);
    void runner.runSection('r1', 'more');
    await settle();
    assert.deepEqual([asked[1], calls.length], ['echo second\n\necho third', 2]);

    const other = commandWorld();
    other.state.isProtected = true;
    other.state.agrees = () => Promise.resolve(false);
    for (const how of ['captured', 'terminal'] as const)
      assert.deepEqual(await other.runner.run('r1', fence('first'), how), fail({ reason: 'not-agreed' }));
    assert.deepEqual([other.calls.length, other.terminals.length], [0, 0]);
  });

  it('is asked for once more where it is dangerous, and is then what was agreed to', async () => {
    const { runner, state, asked, calls, fence } = commandWorld();
    void runner.run('r1', fence('volume'), 'captured');
    await settle();
    assert.deepEqual([asked, calls.length], [['docker volume rm x'], 1]);

    const other = commandWorld();
    const edited = readChecklist(commandText.replace('volume rm x', 'volume rm {{service}}'));
    other.state.document = ok(edited);
    const fenceOf = fencesIn(edited.blocks).find((one) => one.text.includes('volume'))?.id ?? '';
    other.state.agrees = () => {
      other.state.run = { ...commandRun, subject: runSubject({ service: 'other' }) };
      return Promise.resolve(true);
    };
    assert.deepEqual(await other.runner.run('r1', fenceOf, 'captured'), fail({ reason: 'no-command' }));
    assert.equal(other.calls.length, 0);
    assert.equal(state.run, commandRun);
  });
});

describe('a section of a checklist', () => {
  it('is run command by command', async () => {
    const { runner, calls } = commandWorld();
    const done = runner.runSection('r1', 'more');
    await settle();
    assert.deepEqual(
      calls.map(({ command }) => command.text),
      ['echo second'],
    );
    calls[0]?.end(0);
    await settle();
    calls[1]?.end(0);
    assert.deepEqual(await done, ok({ ran: 2, of: 2, how: 'done' }));
    assert.equal(calls[1]?.command.text, 'echo third');
  });

  it('ends with the first that fails, or that is cancelled', async () => {
    for (const how of ['fail', 'cancel', 'cancel next'] as const) {
      const { runner, calls, fence } = commandWorld();
      const done = runner.runSection('r1', 'more');
      await settle();
      if (how === 'fail') calls[0]?.end(1);
      else runner.cancel('r1', fence(how === 'cancel' ? 'second' : 'third'));
      assert.deepEqual(await done, ok({ ran: 1, of: 2, how: how === 'fail' ? 'failed' : 'cancelled' }));
      assert.equal(calls.length, 1);
    }
  });

  it('says how far it came where the journal takes no more', async () => {
    for (const when of ['end', 'next beginning'] as const) {
      const { runner, state, calls } = commandWorld();
      const done = runner.runSection('r1', 'more');
      await settle();
      let left = when === 'end' ? 0 : 1;
      state.keeps = () => (left-- > 0 ? Promise.resolve() : Promise.reject(new Error('disk full')));
      calls[0]?.end(0);
      assert.deepEqual(await done, ok({ ran: 1, of: 2, how: 'not-kept', notKept: 'disk full' }));
      assert.equal(calls.length, 1);
    }
    const { runner, state, calls } = commandWorld();
    state.keeps = () => Promise.reject(new Error('disk full'));
    assert.deepEqual(await runner.runSection('r1', 'more'), fail({ reason: 'not-kept', detail: 'disk full' }));
    assert.deepEqual(calls, []);
  });

  it('is not begun where one of its commands cannot be run', async () => {
    const { runner, calls } = commandWorld();
    const result = await runner.runSection('r1', 'dangerous');
    assert.equal(result.ok ? '' : result.error.reason, 'placeholders');
    assert.deepEqual(await runner.runSection('r1', 'no-such'), fail({ reason: 'no-command' }));
    assert.deepEqual(calls, []);
  });
});
