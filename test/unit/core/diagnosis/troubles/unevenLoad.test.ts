import assert from 'node:assert/strict';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.js';
import { ok } from '../../../../../src/util/result.js';
import { observations, probe, teamReplica, type SeenReplica } from '../../../support/observations.js';
import { now } from '../../../support/stacks.js';
import { first, only, well } from './only.js';

describe('uneven load', () => {
  const listed = (servers: readonly (readonly [string, boolean, string])[], isSticky = false) =>
    ok({
      service: 'traefik',
      title: 'traefik',
      name: 'backend',
      services: [
        {
          name: 'backend',
          isSticky,
          servers: servers.map(([address, isUp, state]) => ({ name: address, address, isUp, state })),
        },
      ],
    });

  it('names a replica that is not in the balancer’s list', () => {
    const balancer = listed([['10.0.0.1:3001', true, 'UP']]);
    const cause = first(only('uneven-load', observations(well('backend', 2), { balancer })), 'not-listed');
    assert.deepEqual([cause.replicas, cause.listed, cause.ready], [['team-backend-2'], 1, 2]);
    assert.deepEqual(cause.remedies[0], { remedy: 'restart', service: 'traefik', title: 'traefik' });
  });

  it('names one that is drained', () => {
    const balancer = listed([
      ['10.0.0.1:3001', true, 'UP'],
      ['10.0.0.2:3001', false, 'DRAIN'],
    ]);
    const cause = first(only('uneven-load', observations(well('backend', 2), { balancer })), 'server-away');
    assert.deepEqual([cause.replicas, cause.state], [['team-backend-2'], 'DRAIN']);
  });

  it('says nothing of a replica that does not work, or that has just come', () => {
    const balancer = listed([['10.0.0.1:3001', true, 'UP']]);
    const fresh = { record: teamReplica('backend', 2, { startedAt: now - 5000 }) };
    assert.deepEqual(diagnose(observations([...well('backend', 1), fresh], { balancer })).causes, []);
    const ended = { record: teamReplica('backend', 2, { state: 'exited', exitCode: 1, health: 'none' }) };
    only('not-starting', observations([...well('backend', 1), ended], { balancer }));
  });

  it('counts where the balancer tells no addresses', () => {
    const balancer = listed([['', true, 'UP']]);
    const cause = first(only('uneven-load', observations(well('backend', 3), { balancer })), 'not-listed');
    assert.deepEqual([cause.replicas, cause.listed, cause.ready], [[], 1, 3]);
  });

  it('names stickiness, as likely', () => {
    const balancer = listed(
      [
        ['10.0.0.1:3001', true, 'UP'],
        ['10.0.0.2:3001', true, 'UP'],
      ],
      true,
    );
    const [cause] = only('uneven-load', observations(well('backend', 2), { balancer }));
    assert.deepEqual([cause?.cause, cause?.certainty], ['sticky', 'likely']);
  });

  it('names a replica that answers far later than the others', () => {
    const probes = (tookMs: number) => Array.from({ length: 5 }, () => probe(0, '', { tookMs }));
    const timed = (number: number, tookMs: number): SeenReplica => ({
      record: teamReplica('backend', number),
      details: { addresses: [`10.0.0.${number}`], probes: probes(tookMs) },
    });
    const cause = first(
      only('uneven-load', observations([timed(1, 80), timed(2, 1900), timed(3, 90)])),
      'replica-slow',
    );
    assert.deepEqual([cause.replicas, cause.tookMs, cause.othersMs], [['team-backend-2'], 1900, 85]);
    assert.deepEqual(diagnose(observations([timed(1, 80), timed(2, 190), timed(3, 60)])).causes, []);
  });
});
