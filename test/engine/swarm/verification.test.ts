import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { madeChecks, overallVerdict, type Verification } from '../../../src/core/verification/verificationRun.js';
import type { Check, CheckKind } from '../../../src/core/verification/check.js';
import { until } from '../support/connection.js';
import { allTold, expectVerdict, named, told } from '../verification/told.js';
import { VerificationPieces } from '../verification/verificationPieces.js';
import { FrontDoor } from './frontDoor.js';
import { idle, running, STACK, SwarmWorld } from './swarmWorld.js';

const whyNot = SwarmWorld.whyNot();
const describeSwarm = whyNot === undefined ? describe : describe.skip;
const port = 8080;
/** Tells who answers; `$$` is one for Docker. */
const answers = `echo "{\\"hostname\\":\\"$$(hostname)\\"}" > /tmp/health.json; exec httpd -f -p ${port} -h /tmp`;

describeSwarm(
  `verification on a Swarm of two nodes${whyNot === undefined ? '' : ` (left out: ${whyNot})`}`,
  function () {
    this.timeout(180_000);
    let world: SwarmWorld;
    let door: FrontDoor;
    let pieces: VerificationPieces;
    let folder: string;

    const verify = async (service: string): Promise<(kind: CheckKind) => Check> => {
      const verification: Verification = await pieces.verify([service]);
      return (kind) =>
        madeChecks(verification).find((check) => check.kind === kind) ?? assert.fail(allTold(verification));
    };

    before(async () => {
      folder = mkdtempSync('/tmp/sb-door-');
      world = await SwarmWorld.start();
      const limits = { cpus: '0.5', memory: '64M' };
      const web = { replicas: 2, placement: { max_replicas_per_node: 1 }, resources: { limits } };
      const published = [{ target: port, published: port, mode: 'host' }];
      await world.deploy({
        web: idle(web, { command: ['sh', '-c', answers], ports: published }),
        crowded: idle({ replicas: 3, placement: { max_replicas_per_node: 1 } }),
        none: idle({ replicas: 0 }),
      });
      await until('its tasks run', async () => running(await world.service('web')) === 2, 60_000);
      door = await FrontDoor.open(folder, world.swarm.places, port);
      const runbook: Runbook = {
        ...defaultRunbook,
        origin: 'file',
        stack: STACK,
        services: [
          {
            ...{ name: 'web', title: 'Web', min: 1, baseline: 2, max: 9, healthUrls: [`${door.url}/health.json`] },
            ...{
              healthAverageMs: 500,
              targets: [],
              memoryPerReplicaBytes: undefined,
              connectionsPerReplica: undefined,
            },
          },
        ],
        verification: {
          ...defaultRunbook.verification,
          services: {
            web: {
              ...{ insideUrl: undefined, servedBy: { by: 'json', path: 'hostname' }, p95BelowMs: undefined },
              ...{ balancerName: undefined, databaseUrl: undefined },
            },
          },
        },
      };
      pieces = VerificationPieces.at(world.swarm.manager.host, runbook, `swarm:${STACK}`);
    });
    after(async () => {
      pieces?.stop();
      door?.close();
      await world?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('passes what can be told of tasks on both nodes, and never what cannot', async () => {
      const verification = await pieces.verify(['web']);
      const made = madeChecks(verification);
      const of = (kind: CheckKind): Check => made.find((check) => check.kind === kind) ?? assert.fail(kind);
      for (const kind of [
        'replicas-healthy',
        'count-as-wanted',
        'health-url',
        'load-spread',
        'no-sticky',
        'response-time',
      ] as const)
        expectVerdict(of(kind), 'pass');
      assert.deepEqual(named(of('load-spread'), 'pass'), ['shop_web.1', 'shop_web.2']);
      assert.equal(of('count-as-wanted').facts[0]?.value, 2);
      for (const kind of ['cpu-per-replica', 'memory-per-replica'] as const) {
        expectVerdict(of(kind), 'unknown');
        assert.match(told(of(kind)), /node that cannot be read from here/);
      }
      assert.equal(overallVerdict(verification), 'unknown');
    });

    it('names the task that gets no requests', async () => {
      const all = door.nodes;
      door.nodes = all.slice(0, 1);
      const web = await world.service('web');
      const away = web.replicas.find(({ task }) => task?.node === 'node-2')?.name;
      const spread = (await verify('web'))('load-spread');
      door.nodes = all;
      expectVerdict(spread, 'fail');
      assert.deepEqual(named(spread, 'fail'), [away], told(spread));
    });

    it('says of a task that no node takes why it does not run, in the words of the Swarm', async () => {
      await until('two run', async () => running(await world.service('crowded')) === 2);
      const of = await verify('crowded');
      const replicas = of('replicas-healthy');
      expectVerdict(replicas, 'fail');
      assert.equal(named(replicas, 'pass').length, 2);
      assert.match(told(replicas), /no suitable node/);
      const [count] = of('count-as-wanted').facts;
      assert.deepEqual([count?.verdict, count?.value, count?.bound], ['fail', 2, 3]);
    });

    it('takes a service that is to have no task for what it is', async () => {
      const verification = await pieces.verify(['none']);
      assert.deepEqual(
        madeChecks(verification).map(({ kind, verdict }) => [kind, verdict]),
        [['count-as-wanted', 'pass']],
      );
    });
  },
);
