import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEndpoint } from '../../../../src/engine/contexts/parseEndpoint.js';

const tls = { ca: 'CA', cert: undefined, key: undefined, skipVerify: false };

function endpoint(address: string, withTls = false): unknown {
  const parsed = parseEndpoint(address, withTls ? tls : undefined);
  if (!parsed.ok) return parsed.error;
  const { raw, ...rest } = parsed.value;
  assert.equal(raw, address.trim());
  return rest;
}

describe('parseEndpoint', () => {
  it('reads sockets and named pipes', () => {
    assert.deepEqual(endpoint('unix:///var/run/docker.sock'), { transport: 'unix', path: '/var/run/docker.sock' });
    assert.deepEqual(endpoint('unix:///home/a b/é.sock'), { transport: 'unix', path: '/home/a b/é.sock' });
    assert.deepEqual(endpoint('npipe:////./pipe/docker_engine'), {
      transport: 'npipe',
      path: '//./pipe/docker_engine',
    });
    assert.deepEqual(endpoint('npipe://\\\\.\\pipe\\x'), { transport: 'npipe', path: '//./pipe/x' });
  });

  it('reads hosts, with the port that the Docker CLI would take', () => {
    const tcp = (host: string, port: number) => ({ transport: 'tcp', host, port, tls: undefined });
    assert.deepEqual(endpoint('tcp://10.0.0.5:2376'), tcp('10.0.0.5', 2376));
    assert.deepEqual(endpoint('tcp://docker.example/'), tcp('docker.example', 2375));
    assert.deepEqual(endpoint('tcp://docker.example', true), { ...tcp('docker.example', 2376), tls });
    assert.deepEqual(endpoint(' tcp://[fd00::1%eth0]:4 '), tcp('fd00::1%eth0', 4));
    assert.deepEqual(endpoint('tcp://[::1]'), tcp('::1', 2375));
    assert.deepEqual(endpoint('http://h:80', true), tcp('h', 80));
    assert.deepEqual(endpoint('h:99'), tcp('h', 99));
    assert.deepEqual(endpoint('https://h', true), { ...tcp('h', 2376), tls });
    const machineTrust = { ca: undefined, cert: undefined, key: undefined, skipVerify: false };
    assert.deepEqual(endpoint('https://h:443'), { ...tcp('h', 443), tls: machineTrust });
  });

  it('reads SSH', () => {
    assert.deepEqual(endpoint('ssh://me@host.example:2222'), {
      transport: 'ssh',
      host: 'host.example',
      port: 2222,
      user: 'me',
      socketPath: undefined,
    });
    for (const [address, socketPath] of [
      ['ssh://h/', undefined],
      ['ssh://h/run/user/1000/docker.sock', '/run/user/1000/docker.sock'],
    ] as const)
      assert.deepEqual(endpoint(address), {
        transport: 'ssh',
        host: 'h',
        port: undefined,
        user: undefined,
        socketPath,
      });
    assert.deepEqual(endpoint('ssh://alias'), {
      transport: 'ssh',
      host: 'alias',
      port: undefined,
      user: undefined,
      socketPath: undefined,
    });
  });

  it('says what is wrong with the rest', () => {
    const problems: Record<string, RegExp> = {
      '': /empty/,
      'unix://relative': /absolute path/,
      'npipe://x': /named pipe/i,
      'ftp://x': /ftp:\/\//,
      '/var/run/docker.sock': /no scheme/,
      'tcp://': /no host/,
      'tcp://-oProxyCommand=x': /makes no sense/,
      'ssh://-oProxyCommand=x': /makes no sense/,
      'ssh://-l@host': /user name/,
      'ssh://me:secret@host': /password/,
      'ssh://host/a$(reboot)': /path/,
      'ssh://host/a;b': /path/,
      'ssh://host/a b': /path/,
      'tcp://me@host': /user name/,
      'tcp://host:0': /port/,
      'tcp://host:99999': /port/,
      'tcp://host:12x': /host:port/,
      'tcp://::1:5': /brackets/,
      'tcp://[zz]': /makes no sense/,
      'tcp://host/path': /path/,
      'tcp://ho\nst': /control/,
      [`tcp://${'x'.repeat(5000)}`]: /too long/,
    };
    for (const [address, problem] of Object.entries(problems)) {
      const parsed = parseEndpoint(address, undefined);
      assert.match(parsed.ok ? 'no problem' : parsed.error, problem, address.slice(0, 60));
    }
  });

  it('never throws, and never takes an option for a host', () => {
    const scheme = fc.constantFrom('unix://', 'npipe://', 'tcp://', 'http://', 'https://', 'ssh://', '');
    fc.assert(
      fc.property(scheme, fc.string({ unit: 'binary' }), (prefix, text) => {
        const parsed = parseEndpoint(prefix + text, undefined);
        if (!parsed.ok) return parsed.error.length > 0;
        return !('host' in parsed.value) || !/^-|[\s/@]/.test(parsed.value.host);
      }),
      { numRuns: 2000 },
    );
  });
});
