import assert from 'node:assert/strict';
import type { EngineLink } from '../../../../src/engine/connect/engineLink.js';
import { linkTo } from '../../../../src/engine/connect/linkTo.js';
import { replaceTasks } from '../../../../src/engine/swarm/replaceTasks.js';
import { setReplicas } from '../../../../src/engine/swarm/setReplicas.js';
import { answeringServer, type AnsweringServer } from '../../sources/answeringServer.js';

const step = { kind: 'update', number: 0, name: 'shop_web', swarmServiceId: 'w1', from: 2, to: 5 } as const;

/** With parts that Scalebook does not know, some in a shape that it would not expect. */
const spec = (healthcheck: unknown) => ({
  Name: 'shop_web',
  Labels: { 'com.docker.stack.namespace': 'shop' },
  TaskTemplate: {
    ContainerSpec: {
      Image: 'web:1',
      Healthcheck: healthcheck,
      StopGracePeriod: 5e9,
      Configs: [{ File: { Mode: 0o444 }, ConfigName: 'nginx' }],
    },
    Networks: [{ Target: 'n1', Aliases: ['web'] }],
    ForceUpdate: 3,
    LaterPart: { a: [null, 1.5] },
  },
  Mode: { Replicated: { Replicas: 2, LaterPart: 'kept' } },
  UpdateConfig: { Parallelism: 1, Delay: 7e9, MaxFailureRatio: 0 },
  EndpointSpec: { Mode: 'vip' },
});

const check = {
  ...{ Test: ['CMD-SHELL', 'curl -f http://localhost'], Interval: 5e9, Timeout: 3e9, StartPeriod: 1e9, Retries: 4 },
  StartInterval: 2e9,
};

describe('a change of a service of a Swarm', () => {
  let server: AnsweringServer;
  let bodies: unknown[];
  const paths = (): readonly string[] => server.asked.map(({ path }) => path);

  beforeEach(async () => {
    server = await answeringServer();
    bodies = [];
  });
  afterEach(() => server.close());

  const change = (...definitions: readonly object[]) => onManager((link) => setReplicas(link, step), ...definitions);

  /** With a manager on which the service is as `definitions` say, one after the other for each time it is asked. */
  async function onManager<T>(act: (link: EngineLink) => Promise<T>, ...definitions: readonly object[]): Promise<T> {
    let looks = 0;
    server.answer = (request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        if (request.method === 'GET') {
          const Spec = definitions[Math.min(looks, definitions.length - 1)];
          looks += 1;
          response.end(JSON.stringify({ ID: 'w1', Version: { Index: looks }, Spec }));
          return;
        }
        bodies.push(JSON.parse(text));
        const isLate = looks < definitions.length;
        response.statusCode = isLate ? 500 : 200;
        response.end(JSON.stringify(isLate ? { message: 'rpc error: update out of sequence' } : { Warnings: null }));
      });
    };
    const { hostname, port } = new URL(server.url);
    const link = linkTo({ transport: 'tcp', raw: server.url, host: hostname, port: Number(port), tls: undefined });
    const told = await act(link);
    link.dispose();
    return told;
  }

  const titles = new Map<string, unknown>([
    ['as it is', check],
    ['with a part of another shape', { ...check, Interval: '5s' }],
    ['in another shape', ['CMD', 'true']],
    ['that was switched off', { Test: ['NONE'] }],
    ['that there is not', null],
  ]);
  for (const [title, healthcheck] of titles)
    it(`sends all else back as it came, a health check ${title}`, async () => {
      const told = await change(spec(healthcheck));
      assert.ok(told.ok);
      const asked = spec(healthcheck);
      assert.deepEqual(bodies, [{ ...asked, Mode: { Replicated: { Replicas: 5, LaterPart: 'kept' } } }]);
      assert.match(paths().at(-1) ?? '', /\/services\/w1\/update\?version=1&registryAuthFrom=spec$/);
    });

  it('tells how long its tasks may take', async () => {
    const told = await change(spec(check));
    const { Test: _test, StartInterval: _startInterval, ...times } = check;
    assert.deepEqual(told.ok && told.value, { StopGracePeriod: 5e9, Healthcheck: times, updateDelay: 7e9 });
    const odd = await change(spec({ ...check, Interval: '5s' }));
    assert.deepEqual(odd.ok && odd.value.Healthcheck, { ...times, Interval: undefined });
  });

  it('is made again from what somebody else has made of the service meanwhile', async () => {
    const other = { ...spec(check), Labels: { by: 'other' } };
    assert.ok((await change(spec(check), other)).ok);
    assert.deepEqual(bodies.at(-1), { ...other, Mode: { Replicated: { Replicas: 5, LaterPart: 'kept' } } });
    assert.match(paths().at(-1) ?? '', /version=2&/);
  });

  it('has every task replaced by no more than a number that rises', async () => {
    const replace = (link: EngineLink) => replaceTasks(link, 'w1', 'shop_web');
    const told = await onManager(replace, spec(check));
    assert.deepEqual(told.ok && told.value.updateDelay, 7e9);
    const { TaskTemplate, ...others } = spec(check);
    assert.deepEqual(bodies, [{ ...others, TaskTemplate: { ...TaskTemplate, ForceUpdate: 4 } }]);
    const global = { ...spec(check), Mode: { Global: {} }, TaskTemplate: { ContainerSpec: { Image: 'web:1' } } };
    const other = { ...global, Labels: { by: 'other' } };
    assert.ok((await onManager(replace, global, other)).ok);
    const once = { ContainerSpec: { Image: 'web:1' }, ForceUpdate: 1 };
    assert.deepEqual(bodies.slice(1), [
      { ...global, TaskTemplate: once },
      { ...other, TaskTemplate: once },
    ]);
  });

  it('leaves alone a count that somebody else has set, and a service that has none', async () => {
    const set = await change({ ...spec(check), Mode: { Replicated: { Replicas: 4 } } });
    assert.equal(set.ok ? '' : set.error.reason, 'conflict');
    const global = await change({ ...spec(check), Mode: { Global: {} } });
    assert.equal(global.ok ? '' : global.error.reason, 'refused');
    assert.deepEqual(bodies, []);
  });
});
