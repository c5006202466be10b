import assert from 'node:assert/strict';
import { csvRows } from '../../../../src/sources/verification/csvRows.js';
import { haproxyServicesOf } from '../../../../src/sources/verification/haproxyServices.js';
import { readHaproxy } from '../../../../src/sources/verification/readHaproxy.js';
import { readTraefik } from '../../../../src/sources/verification/readTraefik.js';
import { traefikServicesOf } from '../../../../src/sources/verification/traefikServices.js';
import type { BalancerService } from '../../../../src/core/verification/balancerService.js';
import type { Result } from '../../../../src/util/result.js';
import { answeringServer, json, never, type AnsweringServer } from '../answeringServer.js';
import { recordedJson, recordedText } from './recorded/recorded.js';
import { cpuMs } from '../../support/cpuMs.js';

const short = (found: Result<readonly BalancerService[], string>): unknown =>
  found.ok
    ? found.value.map(({ name, isSticky, servers }) => [
        `${name}${isSticky ? ' sticky' : ''}`,
        ...servers.map(({ address, isUp, state }) => `${address} ${isUp ? 'up' : 'not up'}: ${state}`),
      ])
    : found.error;

describe("HAProxy's list of servers", () => {
  it('has every replica of a backend, each up, and no empty place', () => {
    assert.deepEqual(short(haproxyServicesOf(recordedText('haproxy-up-2.6.csv'))), [
      ['frontend'],
      ['backend', '172.20.0.4:3001 up: UP', '172.20.0.3:3001 up: UP', '172.20.0.2:3001 up: UP'],
      ['sticky sticky', '172.20.0.4:3001 up: UP', '172.20.0.3:3001 up: UP', '172.20.0.2:3001 up: UP'],
    ]);
  });

  it('tells one that is drained, one that fails its check and one without weight from those that are up', () => {
    const services = short(haproxyServicesOf(recordedText('haproxy-faults-2.6.csv'))) as readonly unknown[];
    assert.deepEqual(services[1], [
      'backend',
      '172.20.0.4:3001 not up: DRAIN',
      '172.20.0.3:3001 not up: DOWN',
      '172.20.0.2:3001 not up: UP, weight 0',
    ]);
  });

  it('forgets a replica that is gone', () => {
    const found = haproxyServicesOf(recordedText('haproxy-gone-2.6.csv'));
    assert.ok(found.ok);
    assert.deepEqual(
      found.value.find(({ name }) => name === 'backend')?.servers.map(({ name }) => name),
      ['replica2', 'replica3'],
    );
  });

  it('knows the states between up and down, and balancing by who asks', () => {
    const csv = (...rows: readonly string[]): string =>
      ['# pxname,svname,status,weight,type,addr,cookie,algo,', ...rows].join('\n');
    const states = ['UP 1/3', 'DOWN 2/3', 'NOLB', 'MAINT', 'MAINT (via a/b)', 'no check', ''];
    const found = haproxyServicesOf(
      csv('b,BACKEND,UP,7,1,,,source,', ...states.map((state, index) => `b,s${index},${state},1,2,10.0.0.1:1,,,`)),
    );
    assert.ok(found.ok && found.value[0]);
    assert.equal(found.value[0].isSticky, true);
    assert.deepEqual(
      found.value[0].servers.filter(({ isUp }) => isUp).map(({ state }) => state),
      ['UP 1/3', 'no check'],
    );
    assert.equal(found.value[0].servers.length, states.length);
  });

  for (const [what, text] of [
    ['a web page', '<html><body>Statistics</body></html>'],
    ['nothing', ''],
    ['JSON', '{"pxname":"a"}'],
    ['another CSV', 'name,status\na,UP\n'],
  ] as const)
    it(`is not ${what}`, () => {
      assert.deepEqual(haproxyServicesOf(text), {
        ok: false,
        error: "the answer is not HAProxy's statistics",
      });
    });

  it('is not led astray by hostile rows', () => {
    const head = '# pxname,svname,status,type,addr,cookie,algo';
    const rows = [
      'b,BACKEND,UP,1',
      '"b","a ""quoted"" name\r\nwith, commas",UP,2,"10.0.0.9:1"',
      'b,"never ends,UP,2,10.0.0.1:1',
      'b,x,UP,9,10.0.0.1:1',
      ',x,UP,2,10.0.0.1:1',
      `b,${'n'.repeat(5000)},${'S'.repeat(5000)},2,10.0.0.2:1`,
      '__proto__,BACKEND,UP,1',
    ];
    const found = haproxyServicesOf([head, ...rows].join('\n'));
    assert.ok(found.ok);
    const names = found.value[0]?.servers.map(({ name }) => name) ?? [];
    assert.equal(names[0], 'a "quoted" name with, commas');
    assert.ok(names.every((name) => name.length <= 300 && !/[\r\n]/.test(name)));
    assert.equal(found.value.length, 2);
  });

  it('takes no long work however it is made', () => {
    for (const text of ['"'.repeat(1_000_000), '"a,""'.repeat(200_000), ','.repeat(1_000_000), 'a\n'.repeat(400_000)]) {
      const tookMs = cpuMs(() => assert.ok(csvRows(text, 5000).length <= 5000));
      assert.ok(tookMs < 1000, `${tookMs} ms for ${text.slice(0, 10)}`);
    }
  });

  describe('over HTTP', () => {
    let server: AnsweringServer;
    beforeEach(async () => (server = await answeringServer()));
    afterEach(() => server.close());

    it('is asked for as CSV beside the page', async () => {
      server.answer = (_request, response) => response.end(recordedText('haproxy-up-2.6.csv'));
      for (const page of ['/', '', '/stats', '/;csv']) assert.ok((await readHaproxy(server.url + page, never)).ok);
      assert.deepEqual(
        server.asked.map(({ path }) => path),
        ['/;csv', '/;csv', '/stats;csv', '/;csv'],
      );
    });

    it('says why it cannot be read', async () => {
      server.answer = (_request, response) => response.writeHead(401).end();
      assert.deepEqual(short(await readHaproxy(server.url, never)), 'it asks for credentials (HTTP 401)');
      server.answer = (_request, response) => response.writeHead(404).end();
      assert.deepEqual(short(await readHaproxy(server.url, never)), 'it answers HTTP 404');
      server.answer = (_request, response) => response.end(Buffer.alloc(100 * 1024 * 1024, 'a,'));
      assert.deepEqual(short(await readHaproxy(server.url, never)), 'the answer is larger than 1024 kB');
      assert.deepEqual(short(await readHaproxy('nowhere', never)), 'its address is none');
    });
  });
});

describe("Traefik's list of servers", () => {
  it('has services with their servers as Traefik sees them; those that only lead to others are left out', () => {
    assert.deepEqual(short(traefikServicesOf(recordedJson('traefik-services.json'))), [
      ['backend@docker', '172.18.0.5:3001 up: UP', '172.18.0.6:3001 not up: DOWN'],
      ['sticky@file sticky', 'app.internal:443 up: not checked'],
    ]);
  });

  it('takes nothing for up that is not said to be', () => {
    const service = (more: object): unknown => ({
      name: 'a@docker',
      status: 'enabled',
      loadBalancer: { servers: [{ url: 'http://10.0.0.1:1' }] },
      ...more,
    });
    const up = (entry: unknown): unknown => {
      const found = traefikServicesOf([entry]);
      return found.ok && found.value.flatMap(({ servers }) => servers.map(({ isUp }) => isUp));
    };
    assert.deepEqual(up(service({})), [true]);
    assert.deepEqual(up(service({ status: 'disabled' })), [false]);
    assert.deepEqual(up(service({ status: 7 })), [false]);
    assert.deepEqual(up(service({ serverStatus: { 'http://10.0.0.1:1': 'up?' } })), [false]);
    assert.deepEqual(up(service({ serverStatus: { 'http://10.0.0.2:1': 'UP' } })), [true, true]);
    assert.deepEqual(up(service({ serverStatus: 'UP', loadBalancer: { servers: 'many' } })), []);
    assert.deepEqual(up(service({ name: 7 })), []);
    assert.deepEqual(up(null), []);
    assert.deepEqual(short(traefikServicesOf({ message: 'no' })), "the answer is not Traefik's list of services");
  });

  describe('over HTTP', () => {
    let server: AnsweringServer;
    beforeEach(async () => (server = await answeringServer()));
    afterEach(() => server.close());
    const services = (from: number, count: number): unknown =>
      Array.from({ length: count }, (_, index) => ({
        name: `s${from + index}@docker`,
        status: 'enabled',
        loadBalancer: { servers: [] },
      }));

    it('is read page by page, and not for ever', async () => {
      server.answer = (request, response) => {
        const page = Number(new URL(request.url ?? '', server.url).searchParams.get('page'));
        response.writeHead(200, { 'X-Next-Page': page === 3 ? '1' : String(page + 1) });
        response.end(JSON.stringify(services(page * 10, 2)));
      };
      const found = await readTraefik(`${server.url}/traefik/`, never);
      assert.ok(found.ok);
      assert.deepEqual(
        found.value.map(({ name }) => name),
        ['s10@docker', 's11@docker', 's20@docker', 's21@docker', 's30@docker', 's31@docker'],
      );
      assert.equal(new URL(server.asked[0]?.path ?? '', server.url).pathname, '/traefik/api/http/services');
      server.asked.length = 0;
      server.answer = (request, response) => {
        const page = Number(new URL(request.url ?? '', server.url).searchParams.get('page'));
        response.writeHead(200, { 'X-Next-Page': String(page + 1) }).end('[]');
      };
      await readTraefik(server.url, never);
      assert.equal(server.asked.length, 20);
    });

    it('says why it cannot be read', async () => {
      for (const [answer, words] of [
        [json('<html>', 200), 'the answer is a web page, not JSON'],
        [json('[{"name": "a"', 200), 'the answer is not JSON'],
        [json('[NaN]', 200), 'the answer is not JSON'],
        [json({}, 404), 'it answers HTTP 404'],
        [json('x'.repeat(2_000_000), 200), 'the answer is larger than 1024 kB'],
      ] as const) {
        server.answer = answer;
        assert.deepEqual(short(await readTraefik(server.url, never)), words);
      }
    });
  });
});
