import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { readComposeFiles } from '../../../../src/core/swarmMove/file/readComposeFiles.js';
import { writeOverride } from '../../../../src/core/swarmMove/file/writeOverride.js';
import { deployProposals } from '../../../../src/core/swarmMove/proposal.js';
import { overrideHeading, overrideNote } from '../../../../src/view/swarmMovePage.js';
import { replicas, stackOf, teamRecords } from '../../support/stacks.js';

function overrideFor(text: string, stack = stackOf(...replicas('web', 3)), runbook = defaultRunbook): string {
  const file = readComposeFiles([text]);
  assert.ok(file.ok);
  return writeOverride(deployProposals(file.value, stack, runbook), overrideHeading(stack.name), overrideNote);
}

const deployOf = (text: string, service: string): unknown =>
  (parse(text) as { services: Record<string, { deploy: unknown }> }).services[service]?.deploy;

const MB = 1024 * 1024;

describe('the proposed deploy sections', () => {
  it('take the present count and limits where no runbook speaks', () => {
    const stack = stackOf(...replicas('web', 3, { limits: { cpus: 0.5, memoryBytes: 64 * MB } }));
    assert.deepEqual(deployOf(overrideFor('services: {web: {image: x, restart: always}}', stack), 'web'), {
      replicas: 3,
      resources: { limits: { cpus: '0.5', memory: '64M' }, reservations: { memory: '64M' } },
      restart_policy: { condition: 'any', delay: '5s' },
      update_config: { parallelism: 1, order: 'start-first', failure_action: 'rollback' },
    });
  });

  it("take the runbook's baseline, and of what it needs no more than the limit", () => {
    const stack = stackOf(...teamRecords());
    const text = overrideFor('services: {pdf-worker: {image: x}, backend: {image: x}}', stack, bundledRunbook);
    assert.equal((deployOf(text, 'pdf-worker') as { replicas: number }).replicas, 3);
    const need = bundledRunbook.services.find(({ name }) => name === 'pdf-worker')?.memoryPerReplicaBytes ?? 0;
    assert.ok(need > 0);
    const { resources } = deployOf(text, 'pdf-worker') as { resources: { reservations: { memory: string } } };
    assert.match(resources.reservations.memory, /^\d+(M|B)$/);
  });

  it('keep what holds data to one replica on one node, and say how the node is named', () => {
    const text = overrideFor('services: {postgres: {image: "postgres:15"}}');
    assert.deepEqual(deployOf(text, 'postgres'), {
      replicas: 1,
      update_config: { parallelism: 1, order: 'stop-first', failure_action: 'rollback' },
      placement: { constraints: ['node.labels.shop.postgres == true'] },
    });
    assert.match(
      text,
      /# Keeps data, so it stays on one node: docker node update --label-add shop\.postgres=true NODE\n {2}postgres:/,
    );
  });

  it('leave out what the file says already', () => {
    const deploy =
      'deploy: {mode: global, resources: {limits: {memory: 1G}, reservations: {memory: 1G}}, restart_policy: {condition: none}, update_config: {parallelism: 3}}';
    const stack = stackOf(...replicas('web', 3, { limits: { cpus: 0.5, memoryBytes: 64 * MB } }));
    assert.deepEqual(deployOf(overrideFor(`services: {web: {image: x, restart: always, ${deploy}}}`, stack), 'web'), {
      resources: { limits: { cpus: '0.5' } },
    });
  });

  it('carry hostile names as names', () => {
    const name = 'a: {b: 1}\n#\n- "x"';
    const text = overrideFor(JSON.stringify({ services: { [name]: { image: 'redis' } } }));
    const { services } = parse(text) as { services: object };
    assert.deepEqual(Object.keys(services), [name]);
  });
});
