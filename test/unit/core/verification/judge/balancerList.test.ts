import assert from 'node:assert/strict';
import type { BalancerServer, BalancerService } from '../../../../../src/core/verification/balancerService.js';
import { balancerServiceOf, judgeBalancerList } from '../../../../../src/core/verification/judge/balancerList.js';

const replica = (index: number, isReady = true, addresses = [`172.18.0.${index}`]) => ({
  name: `web-${index}`,
  addresses,
  isReady,
});
const server = (index: number, changes: Partial<BalancerServer> = {}): BalancerServer => ({
  name: `s${index}`,
  address: `172.18.0.${index}:3001`,
  isUp: true,
  state: 'UP',
  ...changes,
});
const service = (servers: readonly BalancerServer[], name = 'web'): BalancerService => ({
  name,
  servers,
  isSticky: false,
});
const judge = (replicas: readonly ReturnType<typeof replica>[], servers: readonly BalancerServer[]) =>
  judgeBalancerList({ replicas, name: 'web', services: [service(servers)] });

describe('judgeBalancerList', () => {
  it('passes where each replica is listed and up, whichever way its address is written', () => {
    assert.equal(judge([replica(1), replica(2)], [server(1), server(2)]).verdict, 'pass');
    const urls = [
      server(1, { address: 'http://172.18.0.1:3001' }),
      server(2, { address: 'http://[fd00::2]:3001/' }),
      server(3, { address: '172.18.0.3' }),
    ];
    assert.equal(judge([replica(1), replica(2, true, ['10.0.0.9', 'fd00::2']), replica(3)], urls).verdict, 'pass');
  });

  it('fails for a replica that is drained, down or not listed, with its name and the state', () => {
    const drained = judge([replica(1), replica(2)], [server(1), server(2, { isUp: false, state: 'DRAIN' })]);
    assert.equal(drained.verdict, 'fail');
    assert.deepEqual(
      [drained.facts[1]?.of, drained.facts[1]?.verdict, drained.facts[1]?.said],
      ['web-2', 'fail', 'DRAIN'],
    );
    const missing = judge([replica(1), replica(2)], [server(1)]);
    assert.equal(missing.verdict, 'fail');
    assert.equal(missing.facts[1]?.verdict, 'fail');
    assert.equal(judge([replica(1)], []).verdict, 'fail');
  });

  it('fails for a server that is up and none of the replicas, and passes over kept places that are down', () => {
    assert.equal(judge([replica(1)], [server(1), server(9)]).verdict, 'fail');
    const kept = server(9, { isUp: false, state: 'MAINT (resolution)' });
    const empty = server(8, { isUp: false, address: '', state: 'MAINT (resolution)' });
    assert.equal(judge([replica(1)], [server(1), kept, empty]).verdict, 'pass');
  });

  it('does not want a replica that is not ready, and does not take it for a stranger', () => {
    assert.equal(judge([replica(1), replica(2, false)], [server(1)]).verdict, 'pass');
    assert.equal(judge([replica(1), replica(2, false)], [server(1), server(2)]).verdict, 'pass');
  });

  it('counts where the balancer tells no addresses', () => {
    const unnamed = (count: number, isUp = true) =>
      Array.from({ length: count }, (_, index) => server(index, { address: '', isUp }));
    assert.equal(judge([replica(1), replica(2)], unnamed(2)).verdict, 'pass');
    assert.equal(judge([replica(1), replica(2)], [...unnamed(2), ...unnamed(3, false)]).verdict, 'pass');
    assert.equal(judge([replica(1), replica(2)], unnamed(1)).verdict, 'fail');
    assert.equal(judge([replica(1), replica(2)], unnamed(3)).verdict, 'fail');
  });

  it('cannot tell without replicas, their addresses, or a service of the name', () => {
    assert.equal(judge([], []).verdict, 'unknown');
    assert.equal(judge([replica(1), replica(2, true, [])], [server(1), server(2)]).verdict, 'unknown');
    const finding = judgeBalancerList({ replicas: [replica(1)], name: 'shop', services: [service([server(1)])] });
    assert.deepEqual([finding.verdict, finding.problem?.reason], ['unknown', 'not-told-how']);
  });
});

describe('balancerServiceOf', () => {
  it('finds the name itself, or the one provider that has it', () => {
    const names = (...all: readonly string[]) => all.map((name) => service([], name));
    assert.equal(balancerServiceOf(names('api@internal', 'web@docker'), 'web')?.name, 'web@docker');
    assert.equal(balancerServiceOf(names('web@docker', 'web'), 'web')?.name, 'web');
    assert.equal(balancerServiceOf(names('web@docker', 'web@file'), 'web'), undefined);
    assert.equal(balancerServiceOf(names('web2@docker', 'my-web@docker'), 'web'), undefined);
  });
});
