import assert from 'node:assert/strict';
import { probeFailure } from '../../../../src/core/diagnosis/probeFailure.js';
import { probe } from '../../support/observations.js';

const of = (exitCode: number, said: string, command: readonly string[] = ['curl -f http://localhost']) =>
  probeFailure(probe(exitCode, said), command);

describe('probeFailure', () => {
  it('knows a program that is not there by the shell’s words', () => {
    for (const said of [
      '/bin/sh: nosuchprog: not found',
      'sh: 1: nosuchprog: not found',
      'bash: line 1: nosuchprog: command not found',
      '/bin/sh: 1: nosuchprog: not found',
    ])
      assert.deepEqual(of(127, said), { failure: 'program-missing', program: 'nosuchprog' }, said);
    assert.deepEqual(of(126, '/bin/sh: /check: Permission denied'), { failure: 'program-missing', program: '/check' });
  });

  it('knows it by the engine’s words, where there is no shell', () => {
    const said =
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown';
    assert.deepEqual(of(-1, said), { failure: 'program-missing', program: 'curl' });
  });

  it('names the program of the definition where nothing is said', () => {
    assert.deepEqual(of(127, ''), { failure: 'program-missing', program: 'curl' });
    assert.deepEqual(of(127, '', []), { failure: 'program-missing', program: '' });
  });

  it('knows one that was given up', () => {
    assert.deepEqual(of(-1, 'Health check exceeded timeout (1s)'), { failure: 'timed-out' });
  });

  it('takes everything else for an answer, words of a page among it', () => {
    assert.deepEqual(of(1, 'the page was not found: 404'), { failure: 'said-no' });
    assert.deepEqual(of(22, 'curl: (22) The requested URL returned error: 503'), { failure: 'said-no' });
    assert.deepEqual(of(1, 'user said: Health check exceeded timeout'), { failure: 'said-no' });
  });
});
