import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { checkConnections, checkConnectionSpread } from '../../../../../src/app/verification/checkers/connections.js';
import { checkHealthInside } from '../../../../../src/app/verification/checkers/healthInside.js';
import { checkCpu, checkMemory } from '../../../../../src/app/verification/checkers/usage.js';
import { insidePrograms } from '../../../../../src/app/verification/insidePrograms.js';
import type { ExecAnswer } from '../../../../../src/app/ports.js';
import type { UsageSample } from '../../../../../src/core/policy/usageSample.js';
import { answeringServer, deadUrl } from '../../../sources/answeringServer.js';
import { failure } from '../../support/fakeConnection.js';
import { answer, neverAborted, plan, teamReplica, VerificationWorld } from '../../support/verificationWorld.js';

const backends = [1, 2].map((number) => teamReplica('backend', number));
const others = [teamReplica('frontend', 1), teamReplica('postgres', 1), teamReplica('pdf-worker', 1)];
const said = (exitCode: number, stdout: string, stderr = ''): ExecAnswer => ({ exitCode, stdout, stderr });
const missing = (name: string): ExecAnswer => said(127, `exec: "${name}": executable file not found in $PATH`);

describe('health asked from inside', () => {
  const check = async (world: VerificationWorld) => {
    const ground = await world.ground();
    return checkHealthInside(plan('health-inside', 'backend'), ground, neverAborted);
  };

  it('is asked of each replica by a program and its arguments, without a shell', async () => {
    const world = new VerificationWorld(...backends, ...others);
    const commands: (readonly string[])[] = [];
    world.prepare = (connection) =>
      (connection.onExec = (command) => {
        commands.push(command);
        return said(0, '200 0.012');
      });
    const { verdict, facts } = await check(world);
    assert.equal(verdict, 'pass');
    assert.deepEqual(
      facts.map(({ of, value }) => `${of} ${value}`),
      backends.map(({ name }) => `${name} 200`),
    );
    assert.equal(commands.length, 2);
    assert.ok(commands.every((command) => command[0] === 'curl' && command.at(-1) === 'http://localhost:3001/health'));
  });

  it('goes from program to program, and remembers what the image has', async () => {
    const world = new VerificationWorld(...backends, ...others);
    const tried: string[] = [];
    world.prepare = (connection) =>
      (connection.onExec = ([name = '']) => {
        tried.push(name);
        if (name === 'curl') return missing(name);
        // An old one that does not know its options.
        return name === 'wget' ? said(1, '', 'wget: unrecognized option: T') : said(0, '503 0.2', '');
      });
    const { verdict, facts } = await check(world);
    assert.deepEqual([verdict, facts[0]?.value], ['fail', 503]);
    assert.equal(tried.filter((name) => name === 'node').length, 2);
    assert.ok(tried.length <= 6, tried.join());
  });

  it('could not be told where the image has none of them', async () => {
    const world = new VerificationWorld(...backends, ...others);
    world.prepare = (connection) => (connection.onExec = ([name = '']) => missing(name));
    const { verdict, problem } = await check(world);
    assert.equal(verdict, 'unknown');
    assert.match(
      problem?.reason === 'unreachable' ? problem.detail : '',
      /none of the programs.*curl, wget, node, python3/,
    );
  });

  it('is tried at the plain address where localhost is silent', async () => {
    const world = new VerificationWorld(...backends, ...others);
    world.prepare = (connection) =>
      (connection.onExec = (command) =>
        command.at(-1)?.includes('127.0.0.1') ? said(0, '200 0.01') : said(7, '000 0.001', 'curl: (7) refused'));
    assert.equal((await check(world)).verdict, 'pass');
  });

  it('fails in words where nobody answers, and could not be told where the engine refuses', async () => {
    const world = new VerificationWorld(...backends, ...others);
    world.prepare = (connection) => (connection.onExec = () => said(7, '000 0.001', 'more\ncurl: (7) refused'));
    const { verdict, facts } = await check(world);
    assert.deepEqual([verdict, facts[0]?.said], ['fail', 'curl: (7) refused']);
    world.connection.failures.set('exec', failure('refused', 'container is restarting'));
    const ground = await world.ground();
    const refused = await checkHealthInside(plan('health-inside', 'backend'), ground, neverAborted);
    assert.deepEqual([refused.verdict, refused.facts[0]?.said], ['unknown', 'container is restarting']);
  });

  describe('by its programs', () => {
    const run = ([file = '', ...args]: readonly string[]): Promise<ExecAnswer | undefined> =>
      new Promise((resolve) =>
        execFile(file, args, { timeout: 9000 }, (error, stdout, stderr) => {
          const isThere = !error || error.code !== 'ENOENT';
          resolve(isThere ? { exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr } : undefined);
        }),
      );

    for (const program of insidePrograms)
      it(`reads what ${program.name} says, where this machine has it`, async function () {
        const server = await answeringServer();
        const answers: unknown[] = [];
        try {
          for (const status of [200, 500, 404]) {
            server.answer = (_request, response) => response.writeHead(status).end('words');
            const ran = await run(program.command(`${server.url}/health`));
            if (!ran) return this.skip();
            answers.push(program.read(ran)?.status);
          }
          const ran = await run(program.command(await deadUrl()));
          const nobody = ran && program.read(ran);
          assert.ok(nobody && nobody.status === undefined && nobody.said !== '', JSON.stringify(ran));
        } finally {
          server.close();
        }
        assert.deepEqual(answers, [200, 500, 404]);
      });

    it('takes nothing for an answer that is none of theirs', () => {
      for (const program of insidePrograms.filter(({ name }) => name !== 'wget'))
        for (const stdout of ['', 'Killed', '200', '200 NaN', '1200 0.1', 'x 200 0.1'])
          assert.equal(program.read(said(0, stdout)), undefined, `${program.name} ${stdout}`);
      const [, wget] = insidePrograms;
      assert.equal(wget?.read(said(139, '')), undefined);
      assert.equal(
        wget?.read(said(1, '', 'wget: server returned error: HTTP/1.1 503 Service Unavailable'))?.status,
        503,
      );
      assert.equal(
        wget?.read(said(1, '', "wget: can't connect to remote host: Connection refused"))?.status,
        undefined,
      );
    });
  });
});

describe('connections to the database', () => {
  const psql = (world: VerificationWorld, answers: readonly (readonly [RegExp, ExecAnswer])[]): void => {
    world.prepare = (connection) =>
      (connection.onExec = (command) =>
        answers.find(([statement]) => statement.test(command.at(-1) ?? ''))?.[1] ?? said(1, '', 'ERROR:  what?'));
  };
  const within = async (world: VerificationWorld) =>
    checkConnections(plan('connections-within', 'postgres'), await world.ground(), neverAborted);

  it('are counted with the limit that is in force', async () => {
    const world = new VerificationWorld(...backends, ...others);
    psql(world, [
      [/max_connections/, said(0, '100\n')],
      [/count/, said(0, '96\n')],
    ]);
    const { verdict, facts } = await within(world);
    assert.deepEqual([verdict, facts[0]?.value, facts[0]?.bound], ['pass', 96, 97]);
    psql(world, [
      [/max_connections/, said(0, '100\n')],
      [/count/, said(0, '97\n')],
    ]);
    world.connection.onExec = (command) => (/max_/.test(command.at(-1) ?? '') ? said(0, '100') : said(0, '97'));
    assert.equal((await within(world)).verdict, 'fail');
  });

  it('are too many where the server has none left to say so with', async () => {
    const world = new VerificationWorld(...backends, ...others);
    const full = said(2, '', 'psql: error: FATAL:  sorry, too many clients already\n');
    psql(world, [[/./, full]]);
    const { verdict, facts } = await within(world);
    assert.equal(verdict, 'fail');
    assert.match(facts[0]?.said ?? '', /too many clients/);
    psql(world, [[/./, said(2, '', 'psql: error: the server is starting up\n')]]);
    world.connection.onExec = () => said(2, '', 'psql: error: the server is starting up\n');
    assert.equal((await within(world)).verdict, 'unknown');
  });

  it('are counted by the addresses of the replicas, once these have been made to open some', async () => {
    const world = new VerificationWorld(...backends, ...others);
    psql(world, [[/client_addr/, said(0, '172.18.0.5|9\n172.18.0.6|8\n172.18.0.9|1\n')]]);
    world.onSend = () => answer(200);
    const ground = await world.ground();
    world.connection.addresses = new Map(
      backends.map(({ containerId, number }) => [containerId, ['10.0.0.7', `172.18.0.${number + 4}`]]),
    );
    const finding = await checkConnectionSpread(plan('connections-spread', 'backend'), ground, neverAborted);
    assert.deepEqual(
      finding.facts.map(({ value }) => value),
      [9, 8],
    );
    assert.equal(finding.verdict, 'pass');
    assert.equal(world.sent.length, 16);
    assert.ok(world.sent.every(({ url }) => url === 'http://localhost:3001/api/schedules'));
    world.connection.addresses = new Map();
    const unknown = await checkConnectionSpread(plan('connections-spread', 'backend'), ground, neverAborted);
    assert.equal(unknown.verdict, 'unknown');
  });
});

describe('CPU and memory of each replica', () => {
  const sample = (cpuNs: number, memoryBytes: number): UsageSample => ({
    ...{
      readAt: cpuNs,
      cpuNs,
      systemNs: undefined,
      onlineCpus: 4,
      memoryBytes,
      memoryLimitBytes: 1000,
      networkBytes: 0,
    },
  });

  it('are read over five seconds, once for all of them', async () => {
    const limits = { cpus: 1, memoryBytes: 1000 };
    const world = new VerificationWorld(...backends.map((record) => ({ ...record, limits })), ...others);
    const ground = await world.ground();
    let reads = 0;
    const shares = [0.3, 0.9];
    world.connection.readUsage = (ids) => {
      reads += 1;
      const readAt = world.clock.now();
      const elapsedNs = (readAt - 1_000_000) * 1e6;
      return Promise.resolve(
        new Map(
          backends.flatMap(({ containerId }, index) =>
            ids.includes(containerId)
              ? [
                  [
                    containerId,
                    { ...sample(elapsedNs * (shares[index] ?? 0), index === 0 ? 700 : 100), readAt },
                  ] as const,
                ]
              : [],
          ),
        ),
      );
    };
    const both = Promise.all([
      checkCpu(plan('cpu-per-replica', 'backend'), ground, neverAborted),
      checkMemory(plan('memory-per-replica', 'backend'), ground, neverAborted),
    ]);
    const [cpu, memory] = await world.passing(both);
    assert.deepEqual(
      cpu.facts.map(({ value, verdict }) => [Math.round(value ?? -1), verdict]),
      [
        [30, 'pass'],
        [90, 'fail'],
      ],
    );
    assert.deepEqual(
      memory.facts.map(({ value, verdict }) => [value, verdict]),
      [
        [70, 'fail'],
        [10, 'pass'],
      ],
    );
    assert.equal(reads, 2);
  });
});
