import assert from 'node:assert/strict';
import { cliCommands } from '../../../../src/core/connection/cliCommands.js';
import type { DockerContext } from '../../../../src/core/connection/dockerContext.js';
import { demoContext } from '../../../../src/core/demo/demoContext.js';
import { shellLine } from '../../../../src/core/scaling/commandLine.js';

const socket = { transport: 'unix', path: '/run/docker.sock', raw: 'unix:///run/docker.sock' } as const;
const context = (name: string, endpoint: DockerContext['endpoint'] = socket): DockerContext => ({
  name,
  description: '',
  endpoint,
});
const lineFor = (chosen: DockerContext | undefined): string =>
  shellLine(
    cliCommands(
      [
        ['docker', 'restart', 'web-1'],
        ['docker', 'system', 'df'],
      ],
      chosen,
    ),
  );

describe('cliCommands', () => {
  it('names the context in each command, so that none goes to the one that the shell has', () => {
    assert.equal(lineFor(context('prod')), 'docker --context=prod restart web-1 && docker --context=prod system df');
  });

  it('names the address where no file describes the context, whatever the shell’s own is', () => {
    assert.equal(
      lineFor(context('default')),
      'docker --host=unix:///run/docker.sock restart web-1 && docker --host=unix:///run/docker.sock system df',
    );
  });

  it('keeps a hostile name one word, which is no option and no command', () => {
    const [command] = cliCommands([['docker', 'system', 'df']], context("--host=evil'; reboot #"));
    assert.equal(command && shellLine([command]), `docker '--context=--host=evil'\\''; reboot #' system df`);
  });

  it('is nothing for what the command line does not reach', () => {
    const invalid = context('odd', { transport: 'invalid', raw: 'x', problem: 'no' });
    assert.deepEqual([invalid, demoContext, undefined].map(lineFor), ['', '', '']);
  });
});
