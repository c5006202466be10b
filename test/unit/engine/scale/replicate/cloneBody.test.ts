import assert from 'node:assert/strict';
import { cloneBody, type CloneRequest } from '../../../../../src/engine/scale/replicate/cloneBody.js';
import type { InspectedReplica } from '../../../../../src/engine/scale/replicate/inspectedReplica.js';
import old from './recorded/api-1.41.json';
import modern from './recorded/recreated-api-1.45.json';

const PROJECT = 'scalebook-test-scale-rec';
const request: CloneRequest = { number: 4, name: `${PROJECT}-web-4`, apiVersion: '1.45', imageNameHolds: true };
const LABEL = 'com.docker.compose.';

/** `web-1` as two engines told of it: recreated once by Compose on API 1.45, new on API 1.41. */
const recorded: InspectedReplica = modern;
const recordedOld: InspectedReplica = old;

const withConfig = (changes: Partial<InspectedReplica['Config']>): InspectedReplica => ({
  ...recorded,
  Config: { ...recorded.Config, ...changes },
});
const withHost = (changes: Partial<InspectedReplica['HostConfig']>): InspectedReplica => ({
  ...recorded,
  HostConfig: { ...recorded.HostConfig, ...changes },
});
const bodyOf = (source: InspectedReplica, changes: Partial<CloneRequest> = {}): Record<string, unknown> =>
  cloneBody(source, { ...request, ...changes }).body;

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? new Map(Object.entries(inner)).get(key) : undefined),
    value,
  );
}

describe('the body of a copied replica', () => {
  it('has the name of the step', () => {
    assert.equal(bodyOf(recorded)['name'], `${PROJECT}-web-4`);
  });

  it('copies what the service defines', () => {
    const body = bodyOf(recorded);
    for (const field of [
      'Env',
      'Cmd',
      'Entrypoint',
      'Healthcheck',
      'StopTimeout',
      'User',
      'WorkingDir',
      'ExposedPorts',
    ]) {
      assert.deepEqual(body[field], at(modern, 'Config', field), field);
    }
  });

  it('keeps every label that Compose compares, with a number of its own', () => {
    const labels = at(bodyOf(recorded), 'Labels');
    for (const name of [
      'config-hash',
      'image',
      'depends_on',
      'version',
      'project',
      'service',
      'project.config_files',
    ]) {
      assert.equal(at(labels, LABEL + name), at(modern, 'Config', 'Labels', LABEL + name), name);
    }
    assert.equal(at(labels, 'team'), 'shop');
    assert.equal(at(labels, `${LABEL}container-number`), '4');
    assert.equal(at(labels, `${LABEL}oneoff`), 'False');
  });

  it('drops the labels that belong to the source alone', () => {
    assert.ok(at(modern, 'Config', 'Labels', `${LABEL}replace`), 'the recorded source has one');
    const labels = at(
      bodyOf(withConfig({ Labels: { ...recorded.Config.Labels, [`${LABEL}slug`]: 'a1b2' } })),
      'Labels',
    );
    assert.equal(at(labels, `${LABEL}replace`), undefined);
    assert.equal(at(labels, `${LABEL}slug`), undefined);
  });

  it('leaves the host name that the engine gave', () => {
    assert.equal('Hostname' in bodyOf(recorded), false);
  });

  it('keeps a host name that the service defines', () => {
    assert.equal(bodyOf(withConfig({ Hostname: 'shop' }))['Hostname'], 'shop');
  });

  for (const [what, changes] of [
    ['on the host network', { NetworkMode: 'host' }],
    ['in the network of another container', { NetworkMode: 'container:abc' }],
    ['with the names of the host', { UTSMode: 'host' }],
  ] as const) {
    it(`has no host name ${what}`, () => {
      const source = { ...withHost(changes), Config: { ...recorded.Config, Hostname: 'shop' } };
      assert.equal('Hostname' in bodyOf(source), false);
    });
  }

  it('neither has a domain nor exposes ports in the network of another container', () => {
    const body = bodyOf(withHost({ NetworkMode: 'container:abc' }));
    assert.equal('Domainname' in body, false);
    assert.equal('ExposedPorts' in body, false);
  });

  it('drops the MAC address and the build triggers', () => {
    const body = bodyOf(withConfig({ MacAddress: '02:42:ac:1d:00:02', OnBuild: ['RUN true'] }));
    assert.equal('MacAddress' in body, false);
    assert.equal('OnBuild' in body, false);
  });

  it('names the image while the name still holds, and its id when not', () => {
    assert.equal(bodyOf(recorded)['Image'], 'scalebook-test/tiny:1');
    assert.equal(bodyOf(recorded, { imageNameHolds: false })['Image'], modern.Image);
  });

  it('copies limits and policies of the host part, and not the file for the id', () => {
    const host = at(bodyOf(withHost({ ContainerIDFile: '/run/id' })), 'HostConfig');
    for (const field of [
      'RestartPolicy',
      'NetworkMode',
      'Memory',
      'NanoCpus',
      'LogConfig',
      'PortBindings',
      'Runtime',
    ]) {
      assert.deepEqual(at(host, field), at(modern, 'HostConfig', field), field);
    }
    assert.equal(at(host, 'ContainerIDFile'), undefined);
  });

  it('gives up the pinned anonymous volume and keeps the named one', () => {
    const [pinned, named] = modern.HostConfig.Mounts;
    assert.match(String(pinned?.Source), /^[0-9a-f]{64}$/);
    assert.deepEqual(at(bodyOf(recorded), 'HostConfig', 'Mounts'), [{ Type: 'volume', Target: '/scratch' }, named]);
  });

  it('turns a pinned anonymous bind into a volume of its own', () => {
    const body = bodyOf(withHost({ Binds: ['/srv:/srv:ro', `${'a'.repeat(64)}:/cache`] }));
    assert.deepEqual(at(body, 'HostConfig', 'Binds'), ['/srv:/srv:ro']);
    assert.deepEqual(body['Volumes'], { '/cache': {} });
  });

  it('leaves the answer of the engine as it was', () => {
    const before = structuredClone(recorded);
    cloneBody(recorded, request);
    assert.deepEqual(recorded, before);
  });
});

describe('the networks of a copied replica', () => {
  const endpoints = (source: InspectedReplica, changes: Partial<CloneRequest> = {}): unknown =>
    at(bodyOf(source, changes), 'NetworkingConfig', 'EndpointsConfig');

  it('are all given at creation since API 1.44', () => {
    assert.deepEqual(endpoints(recorded), {
      [`${PROJECT}_back`]: { Aliases: [`${PROJECT}-web-4`, 'web'] },
      [`${PROJECT}_front`]: { Aliases: [`${PROJECT}-web-4`, 'web', 'shop'] },
    });
    assert.deepEqual(cloneBody(recorded, request).networksToConnect, []);
  });

  it('are one at creation and the rest before the start on older engines', () => {
    const { body, networksToConnect } = cloneBody(recordedOld, { ...request, apiVersion: '1.41' });
    assert.deepEqual(at(body, 'NetworkingConfig', 'EndpointsConfig'), {
      [`${PROJECT}_back`]: { Aliases: [`${PROJECT}-web-4`, 'web'] },
    });
    assert.deepEqual(networksToConnect, [
      { network: `${PROJECT}_front`, settings: { Aliases: [`${PROJECT}-web-4`, 'web', 'shop'] } },
    ]);
  });

  it('never carry the short id of the source, which older engines list as an alias', () => {
    const short = old.Id.slice(0, 12);
    assert.ok(JSON.stringify(old.NetworkSettings.Networks).includes(short));
    const { body, networksToConnect } = cloneBody(recordedOld, { ...request, apiVersion: '1.41' });
    assert.equal(JSON.stringify([body['NetworkingConfig'], networksToConnect]).includes(short), false);
  });

  it('never carry an address', () => {
    const fixed = structuredClone(modern);
    const source: InspectedReplica = {
      ...fixed,
      NetworkSettings: {
        Networks: {
          [`${PROJECT}_back`]: {
            ...fixed.NetworkSettings.Networks[`${PROJECT}_back`],
            IPAMConfig: { IPv4Address: '172.29.0.2', LinkLocalIPs: ['169.254.34.68'] },
            GwPriority: 2,
          },
        },
      },
    };
    assert.deepEqual(endpoints(source), {
      [`${PROJECT}_back`]: {
        Aliases: [`${PROJECT}-web-4`, 'web'],
        GwPriority: 2,
        IPAMConfig: { LinkLocalIPs: ['169.254.34.68'] },
      },
    });
  });

  it('go by id where Compose put the id of an external network', () => {
    const { NetworkID } = modern.NetworkSettings.Networks[`${PROJECT}_back`];
    assert.deepEqual(Object.keys(endpoints(withHost({ NetworkMode: NetworkID })) as object), [
      NetworkID,
      `${PROJECT}_front`,
    ]);
  });

  for (const mode of ['host', 'none', 'bridge', 'default', 'container:abc']) {
    it(`are left to the engine with network mode ${mode}`, () => {
      assert.deepEqual(endpoints(withHost({ NetworkMode: mode })), {});
    });
  }
});
