import assert from 'node:assert/strict';
import { serviceNamedIn, unreachableLine } from '../../../../src/core/diagnosis/refusedDependency.js';

const services = ['db', 'redis', 'redis-cache', 'backend'];

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
      assert.equal(unreachableLine(['started', line, 'ended']), line);
    assert.equal(unreachableLine(['started', 'GET /redis 200']), undefined);
  });

  it('takes a server that is full for one that is reached', () => {
    assert.equal(unreachableLine(['failed to connect to db: FATAL: sorry, too many clients already']), undefined);
  });

  it('names the service by its whole name', () => {
    assert.equal(serviceNamedIn('getaddrinfo ENOTFOUND redis-cache', services), 'redis-cache');
    assert.equal(serviceNamedIn('getaddrinfo ENOTFOUND redis', services), 'redis');
    assert.equal(serviceNamedIn('redis://redis:6379 refused', services), 'redis');
    assert.equal(serviceNamedIn('host "db.shop_default" refused', services), 'db');
    assert.equal(serviceNamedIn('the dbx and my-db refused', services), undefined);
  });
});
