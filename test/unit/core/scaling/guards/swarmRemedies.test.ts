import assert from 'node:assert/strict';
import { swarmRemedies } from '../../../../../src/core/scaling/guards/swarmRemedies.js';
import { shellLine } from '../../../../../src/core/scaling/commandLine.js';
import type { SwarmGuard } from '../../../../../src/core/scaling/swarm/swarmGuard.js';

const about = { service: 'web', title: 'Web', from: 3 };
const fitTo = (target: number) => [{ remedy: 'fit-to', service: 'web', title: 'Web', target }];

const oneMoreNode = { remedy: 'copy-command', commands: [['docker', 'swarm', 'join-token', 'worker']] };

describe("what can be done about a Swarm's checks", () => {
  const room = (changes: Partial<Extract<SwarmGuard, { guard: 'node-room' }>>): SwarmGuard => ({
    ...{ guard: 'node-room', verdict: 'block', by: 'reservations', adds: 7, fits: 4, rooms: [] },
    each: { cpus: 1, memoryBytes: undefined },
    ...changes,
  });

  it('is to add as many as the nodes have room for', () => {
    assert.deepEqual(swarmRemedies(room({}), about), fitTo(7));
    assert.deepEqual(swarmRemedies(room({ by: 'limits', verdict: 'warn' }), about), fitTo(7));
    for (const changes of [{ fits: 0 }, { fits: 7 }, { fits: undefined }, { by: 'nothing' }] as const)
      assert.deepEqual(swarmRemedies(room(changes), about), []);
    assert.deepEqual(swarmRemedies(room({}), undefined), []);
  });

  it('is to go up to what the nodes may hold', () => {
    const cap = (perNode: number, nodes: number, target: number): SwarmGuard => ({
      ...{ guard: 'max-per-node', verdict: 'block', perNode, nodes, target, ports: [] },
    });
    assert.deepEqual(swarmRemedies(cap(2, 3, 10), about), [...fitTo(6), oneMoreNode]);
    assert.deepEqual(swarmRemedies(cap(1, 3, 10), about), [oneMoreNode], 'it has that many already');
    assert.deepEqual(swarmRemedies(cap(1, 3, 10), undefined), [oneMoreNode]);
    assert.deepEqual(swarmRemedies({ ...cap(1, 5, 8), guard: 'node-ports', ports: [80] } as SwarmGuard, about), [
      ...fitTo(5),
      oneMoreNode,
    ]);
  });

  it('is the command that lets nodes take tasks again, each name a word', () => {
    const away: SwarmGuard = {
      ...{ guard: 'no-node', verdict: 'block', down: ['c'], drained: ['a'], paused: ["--b '$(x)"], unfit: [] },
    };
    const [remedy, ...more] = swarmRemedies(away, about);
    assert.deepEqual(more, [{ remedy: 'look-again' }], 'one that is down comes back by itself');
    assert.equal(
      remedy?.remedy === 'copy-command' && shellLine(remedy.commands),
      `docker node update --availability active -- a && docker node update --availability active -- '--b '\\''$(x)'`,
    );
    assert.deepEqual(
      swarmRemedies({ guard: 'nodes-away', verdict: 'warn', down: ['c'], drained: [], paused: [] }, about),
      [{ remedy: 'look-again' }],
      'one that is down is for its own machine',
    );
  });

  it('is to restart all tasks of a service where some of them are not restarted', () => {
    const some: SwarmGuard = { guard: 'swarm-restart', verdict: 'block', service: 'shop_web' };
    assert.deepEqual(swarmRemedies(some, about), [{ remedy: 'restart', service: about.service }]);
  });

  it('is to have another task first, or one replaced after the other, where all would be away at once', () => {
    const all: SwarmGuard = { guard: 'swarm-restart', verdict: 'warn', service: 'shop_web', atOnce: 3, tasks: 3 };
    const command = ['docker', 'service', 'update', '--update-parallelism', '1', '--', 'shop_web'];
    assert.deepEqual(swarmRemedies(all, about), [{ remedy: 'copy-command', commands: [command] }]);
    const { service, title } = about;
    assert.deepEqual(swarmRemedies({ ...all, tasks: 1 }, about), [
      { remedy: 'scale-first', service, title, target: 2 },
    ]);
  });

  it('is to see what nodes are like, to keep tasks where their data is, and to add a node', () => {
    const line = (guard: SwarmGuard): readonly string[] =>
      swarmRemedies(guard, about).map((remedy) =>
        remedy.remedy === 'copy-command' ? shellLine(remedy.commands) : remedy.remedy,
      );
    const unread: SwarmGuard = { guard: 'constraints', verdict: 'warn', unread: ['node.labels.a==b'] };
    assert.deepEqual(line({ ...unread, nodes: ['one', '$(two)'] }), [
      "docker node inspect --format '{{.Description.Hostname}} {{.Spec}} {{.Description.Engine}}' -- one '$(two)'",
    ]);
    assert.deepEqual([line(unread), line({ ...unread, nodes: [] })], [[], []]);
    const volumes: SwarmGuard = { guard: 'node-volumes', verdict: 'warn', volumes: ['data'], service: 'shop_db' };
    assert.deepEqual(line({ ...volumes, node: 'one' }), [
      'docker service update --constraint-add node.hostname==one -- shop_db',
    ]);
    assert.deepEqual(line(volumes), [], 'its data is on several nodes');
    assert.deepEqual(line({ guard: 'swarm-mode', verdict: 'block', mode: 'global' }), [
      'docker swarm join-token worker',
    ]);
    assert.deepEqual(line({ guard: 'swarm-mode', verdict: 'block', mode: 'job' }), []);
  });
});
