import assert from 'node:assert/strict';
import { onEnginesMachine } from '../../../src/app/onEnginesMachine.js';
import type { Endpoint } from '../../../src/core/connection/dockerContext.js';
import { dockerContext } from './support/world.js';

describe("a health URL on the engine's machine", () => {
  const tcp = (host: string): Endpoint => ({
    transport: 'tcp',
    host,
    port: 2376,
    tls: undefined,
    raw: `tcp://${host}`,
  });
  const ssh = (host: string): Endpoint => ({
    transport: 'ssh',
    host,
    port: undefined,
    user: 'me',
    socketPath: undefined,
    raw: `ssh://me@${host}`,
  });
  const unix: Endpoint = { transport: 'unix', path: '/docker.sock', raw: 'unix:///docker.sock' };
  const cases: readonly (readonly [string, Endpoint, string | undefined])[] = [
    ['http://localhost:3001/health?deep=1', tcp('docker.example'), 'http://docker.example:3001/health?deep=1'],
    ['https://localhost/health', tcp('docker.example'), 'https://docker.example/health'],
    ['https://127.0.0.1:8443/', ssh('10.0.0.5'), 'https://10.0.0.5:8443/'],
    ['http://[::1]:3000/', ssh('10.0.0.5'), 'http://10.0.0.5:3000/'],
    ['http://localhost:3000/', tcp('fd00::5'), 'http://[fd00::5]:3000/'],
    ['http://shop.example:3000/', tcp('docker.example'), 'http://shop.example:3000/'],
    ['http://localhost:3000/', unix, 'http://localhost:3000/'],
    ['http://localhost:3000/', tcp('127.0.0.1'), 'http://localhost:3000/'],
    ['http://localhost:3000/', tcp('::1'), 'http://localhost:3000/'],
    ['http://localhost:3000/', tcp('no host'), undefined],
  ];
  for (const [url, endpoint, expected] of cases) {
    it(`is ${expected ?? 'not to be had'} for ${url} by ${endpoint.raw}`, () => {
      assert.equal(onEnginesMachine(url, dockerContext('here', endpoint)), expected);
    });
  }

  it("never stays this machine's for an engine elsewhere, whatever that one is called", () => {
    for (const host of ['fe80::1%eth0', 'a b', '', '[', 'x/y', '::ffff:10.0.0.1']) {
      const url = onEnginesMachine('http://localhost:3000/', dockerContext('here', tcp(host)));
      assert.doesNotMatch(url ?? '', /localhost|127\.0\.0\.1/, host);
    }
  });
});
