import assert from 'node:assert/strict';
import { saysUnreachable, serviceNamedIn } from '../../../../src/core/diagnosis/refusedDependency.js';

const services = ['db', 'redis', 'redis-cache', 'backend'].map((name, index) => ({
  name,
  addresses: [`172.18.0.${index + 2}`, `fd00::${index + 2}`],
}));
const named = (line: string): string | undefined => serviceNamedIn(line, services)?.name;

describe('refusedDependency', () => {
  it('knows what programs say when they do not reach another', () => {
    for (const line of [
      'Error: connect ECONNREFUSED 172.18.0.3:6379',
      'getaddrinfo ENOTFOUND redis',
      'could not translate host name "db" to address: Name or service not known',
      'could not connect to server: Connection refused. Is the server running on host "db"?',
      "wget: bad address 'db:5432'",
      'dial tcp: lookup redis on 127.0.0.11:53: no such host',
    ])
      assert.ok(saysUnreachable(line), line);
    for (const line of ['started', 'GET /redis 200']) assert.ok(!saysUnreachable(line), line);
  });

  it('takes a server that is full for one that is reached', () => {
    assert.ok(!saysUnreachable('failed to connect to db: FATAL: sorry, too many clients already'));
  });

  it('names the service by its whole name', () => {
    assert.equal(named('getaddrinfo ENOTFOUND redis-cache'), 'redis-cache');
    assert.equal(named('getaddrinfo ENOTFOUND redis'), 'redis');
    assert.equal(named('redis://redis:6379 refused'), 'redis');
    assert.equal(named('host "db.shop_default" refused'), 'db');
    assert.equal(named('the dbx and my-db refused'), undefined);
  });

  it('names it by its address, where that is all that is said', () => {
    assert.equal(named('connect ECONNREFUSED 172.18.0.3:6379'), 'redis');
    assert.equal(named("wget: can't connect to remote host (172.18.0.2): Connection refused"), 'db');
    assert.equal(named('dial tcp [fd00::5]:3001: connection refused'), 'backend');
    assert.equal(named('connect ECONNREFUSED 172.18.0.33:6379'), undefined);
    assert.equal(named('connect ECONNREFUSED 127.0.0.1:6379'), undefined);
  });
});
