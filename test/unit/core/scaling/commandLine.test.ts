import assert from 'node:assert/strict';
import { runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  composeScaleCommands,
  restartCommand,
  shellLine,
  shellWords,
} from '../../../../src/core/scaling/commandLine.js';
import { planRestart } from '../../../../src/core/scaling/planRestart.js';
import { planScale } from '../../../../src/core/scaling/planScale.js';
import type { ServicePlan } from '../../../../src/core/scaling/plan.js';
import type { ComposeOrigin, ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import type { Service, Stack } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { replicas, stackOf } from '../../support/stacks.js';

const origin = (changes: Partial<ComposeOrigin>): Partial<ContainerRecord> => ({
  origin: { ...containerRecord('web', 1).origin, ...changes },
});

/** web depends on api, and api on db; worker is nobody's. */
const records = [
  ...replicas('web', 3, origin({ dependsOn: ['api'] })),
  ...replicas('api', 2, origin({ dependsOn: ['db'] })),
  ...replicas('db', 1),
  ...replicas('worker', 5),
];

const serviceIn = (stack: Stack, name: string): Service => {
  const service = stack.services.find((other) => other.name === name);
  assert.ok(service, name);
  return service;
};
const planIn = (stack: Stack, name: string, target: number): ServicePlan =>
  planScale(stack, runbookFor(stack, []), serviceIn(stack, name), target, 'auto', undefined);
const commandsFor = (
  given: readonly ContainerRecord[],
  ...targets: (readonly [string, number])[]
): readonly (readonly string[])[] => {
  const stack = stackOf(...given);
  return composeScaleCommands(
    stack,
    targets.map(([name, target]) => planIn(stack, name, target)),
  );
};
const scales = (command: readonly string[] | undefined): readonly string[] =>
  (command ?? [])
    .filter((word) => word.startsWith('--scale='))
    .map((word) => word.slice('--scale='.length))
    .sort();

describe('composeScaleCommands', () => {
  it('names the project with its files, and the service last', () => {
    const [change] = commandsFor(records, ['web', 4]);
    assert.deepEqual(change?.slice(0, 5), [
      'docker',
      'compose',
      '--project-name=shop',
      '--project-directory=/srv/shop',
      '--file=/srv/shop/compose.yaml',
    ]);
    assert.equal(change.at(-1), 'web');
    assert.ok(change.includes('--no-recreate') && change.includes('--no-start'));
  });

  it('keeps every service that Compose looks at here at its present count', () => {
    const [change] = commandsFor(records, ['web', 4]);
    assert.deepEqual(scales(change), ['api=2', 'db=1', 'web=4']);
  });

  it('names a dependency without a replica at zero, so that Compose makes none', () => {
    const [change] = commandsFor(
      records.filter(({ service }) => service !== 'db'),
      ['web', 4],
    );
    assert.deepEqual(scales(change), ['api=2', 'db=0', 'web=4']);
  });

  it('starts the service alone, and only where something is to start', () => {
    const [, start, ...more] = commandsFor(records, ['web', 4]);
    assert.ok(start);
    for (const option of ['--no-deps', '--no-recreate', '--detach']) assert.ok(start.includes(option), option);
    assert.deepEqual([scales(start), start.at(-1), more], [['web=4'], 'web', []]);
    assert.equal(commandsFor(records, ['web', 2]).length, 1);
  });

  it('counts a service from then on as the plan before has left it', () => {
    const commands = commandsFor(records, ['api', 3], ['web', 4]);
    assert.deepEqual(commands.map(scales), [['api=3', 'db=1'], ['api=3'], ['api=3', 'db=1', 'web=4'], ['web=4']]);
  });

  it('ends with dependencies that go round in a circle', () => {
    const circle = [
      ...replicas('web', 1, origin({ dependsOn: ['api'] })),
      ...replicas('api', 1, origin({ dependsOn: ['web'] })),
    ];
    assert.deepEqual(scales(commandsFor(circle, ['web', 2])[0]), ['api=1', 'web=2']);
  });

  it('gives every file and every environment file', () => {
    const given = replicas('web', 1, origin({ configFiles: ['/a.yaml', '/b.yaml'], environmentFiles: ['/x.env'] }));
    const [change] = commandsFor(given, ['web', 2]);
    assert.deepEqual(
      change?.filter((word) => /^--(file|env-file)=/.test(word)),
      ['--file=/a.yaml', '--file=/b.yaml', '--env-file=/x.env'],
    );
  });

  it('gives no command where the labels do not tell the files', () => {
    assert.deepEqual(commandsFor(replicas('web', 1, origin({ configFiles: [] })), ['web', 2]), []);
    const unknown: Stack = { id: 'compose:shop', name: 'shop', kind: 'compose', services: [] };
    const service: Service = {
      id: 'compose:shop/web',
      stackId: 'compose:shop',
      name: 'web',
      replicas: [],
      origin: undefined,
    };
    assert.deepEqual(
      composeScaleCommands(unknown, [planScale(unknown, runbookFor(unknown, []), service, 1, 'auto', undefined)]),
      [],
    );
  });

  it('keeps to underscores in names where the project has them', () => {
    const old = [1, 2].map((number) => containerRecord('web', number, { name: `shop_web_${number}` }));
    assert.ok(commandsFor(old, ['web', 3])[0]?.includes('--compatibility'));
    assert.equal(commandsFor(records, ['web', 4])[0]?.includes('--compatibility'), false);
  });
});

describe('restartCommand', () => {
  it('names the replicas', () => {
    const stack = stackOf(...replicas('web', 2));
    assert.deepEqual(restartCommand(planRestart(stack, runbookFor(stack, []), serviceIn(stack, 'web'))), [
      'docker',
      'restart',
      'shop-web-1',
      'shop-web-2',
    ]);
  });
});

describe('shellWords', () => {
  /** The words as a POSIX shell takes them. */
  const throughShell = (line: string): readonly string[] =>
    execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1);

  it('leaves plain words as they are', () => {
    const plain = ['docker', 'compose', '--scale=web=3', '-f', '/srv/shop/compose.yaml', 'a@b:1,2%'];
    assert.equal(shellWords(plain), plain.join(' '));
  });

  it('keeps hostile words whole through a real shell', () => {
    const hostile = [
      "it's",
      '$(touch /tmp/x)',
      '`id`',
      '"',
      "'",
      "''",
      '\\',
      ';ls',
      '&&',
      '|',
      '>x',
      '*',
      '~',
      '',
      ' ',
      'a b',
      'new\nline',
      '#',
      '!',
      '$HOME',
      '-n',
      "'; id; '",
      'é😀',
      '{a,b}',
    ];
    assert.deepEqual(throughShell(shellWords(hostile)), hostile);
  });

  it('keeps any words whole through a real shell', () => {
    const word = fc.string({
      unit: fc.oneof(
        fc.constantFrom("'", '"', '\\', '$', '`', ' ', '\n', '!'),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
    });
    const words = fc.array(
      word.filter((text) => !text.includes('\0')),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(words, (given) => assert.deepEqual(throughShell(shellWords(given)), given)),
      { numRuns: 150 },
    );
  });

  it('joins commands so that one that fails ends the line', () => {
    assert.equal(
      shellLine([
        ['docker', 'a b'],
        ['docker', 'c'],
      ]),
      "docker 'a b' && docker c",
    );
    assert.equal(shellLine([]), '');
  });
});
