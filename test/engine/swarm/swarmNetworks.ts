import assert from 'node:assert/strict';
import { readComposeFiles } from '../../../src/core/swarmMove/file/readComposeFiles.js';
import { moveFindings } from '../../../src/core/swarmMove/findings.js';
import { idle, type SwarmWorld } from './swarmWorld.js';

/** What a Swarm makes of networks that a Compose stack brings along. */
export function networksOnSwarm(worldOf: () => SwarmWorld): void {
  describe('with a stack whose network', () => {
    const stack = 'moved';
    const services = { a: idle({ replicas: 0 }, { networks: ['front'] }) };
    const findings = (networks: object): readonly string[] => {
      const read = readComposeFiles([JSON.stringify({ services, networks })]);
      assert.ok(read.ok);
      return moveFindings(read.value).flatMap(({ topic }) => (topic.startsWith('network') ? [topic] : []));
    };
    const why = (networks: object): Promise<string> =>
      worldOf()
        .deploy(services, { networks }, stack)
        .then(
          () => 'it was taken',
          (error: unknown) => String(error),
        );
    const docker = (...args: readonly string[]): Promise<string> => worldOf().swarm.docker(...args);

    before(() => docker('network', 'create', '--driver', 'bridge', 'alone'));
    afterEach(() => docker('stack', 'rm', '--detach=false', stack));
    after(() => docker('network', 'rm', 'alone'));

    const refusals = { bridge: /cannot be used with services/, host: /only one instance of "host" network/ };
    for (const [driver, refusal] of Object.entries(refusals))
      it(`has the driver ${driver}: it is refused, and found before`, async () => {
        const networks = { front: { driver } };
        assert.match(await why(networks), refusal);
        assert.deepEqual(findings(networks), ['network-driver']);
      });

    it('is there already, on one machine: it is refused, and found before', async () => {
      const networks = { front: { external: true, name: 'alone' } };
      assert.match(await why(networks), /not in the right scope/);
      assert.deepEqual(findings(networks), ['network-external']);
    });

    it('has no driver, or one for a Swarm: it is taken', async () => {
      for (const network of [{}, { driver: 'overlay' }, { external: true, name: 'host' }]) {
        assert.equal(await why({ front: network }), 'it was taken');
        assert.deepEqual(findings({ front: network }), []);
      }
    });
  });
}
