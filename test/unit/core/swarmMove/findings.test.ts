import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readComposeFiles } from '../../../../src/core/swarmMove/file/readComposeFiles.js';
import { moveFindings } from '../../../../src/core/swarmMove/findings.js';
import { swarmMovePage } from '../../../../src/view/swarmMovePage.js';
import { renderMarkdown, tagsIn } from '../../support/renderMarkdown.js';

const read = (...texts: string[]) => {
  const file = readComposeFiles(texts);
  assert.ok(file.ok, file.ok ? '' : file.error);
  return file.value;
};
const found = (...texts: string[]): readonly string[] =>
  moveFindings(read(...texts)).map(({ service, topic, subject }) =>
    [service || '-', topic, subject].filter(Boolean).join(' '),
  );
const ofWeb = (definition: string): readonly string[] =>
  found(`services: {web: {image: x, healthcheck: {test: [CMD, "true"]}, ${definition}}}`)
    .filter((text) => text !== 'web health-check')
    .map((text) => text.replace('web ', ''));

describe('what moving to a Swarm takes', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['build: .', ['build x']],
    [
      'volumes: ["./data:/data", "/etc/x:/x:ro", "~/y:/y", "C:\\\\z:/z"]',
      ['bind-mount ./data', 'bind-mount /etc/x', 'bind-mount ~/y', 'bind-mount C:\\z'],
    ],
    ['volumes: ["data:/data"]', ['volume data', 'stateful']],
    ['volumes: ["data:/data:ro"]', ['volume data']],
    ['volumes: ["/data"]', ['volume']],
    ['volumes: [{type: tmpfs, target: /x}]', []],
    ['container_name: one', ['container-name one']],
    ['restart: unless-stopped', ['restart unless-stopped']],
    ['depends_on: [db]', ['depends-on']],
    ['depends_on: {db: {condition: service_healthy}}', ['depends-conditions']],
    ['ports: ["80"]', []],
    ['ports: ["8080:80"]', ['host-port 8080']],
    ['ports: ["127.0.0.1:${PORT:-3000}:80/tcp"]', ['host-address 127.0.0.1', 'host-port 3000']],
    ['ports: ["[::1]:8080:80"]', ['host-address [::1]', 'host-port 8080']],
    ['ports: [{target: 80, published: "8080"}]', ['port-form 8080', 'host-port 8080']],
    ['ports: [{target: 80, published: 8080, host_ip: 127.0.0.1}]', ['host-address 127.0.0.1', 'host-port 8080']],
    ['network_mode: host', ['host-network host']],
    ['links: [db]', ['ignored-key links']],
    ['mem_limit: 64m, cpus: 0.5', ['resources mem_limit', 'resources cpus']],
    ['env_file: a.env', ['env-file a.env']],
    ['env_file: [{path: a.env, required: false}]', ['env-file-form']],
    ['secrets: [token]', ['secret token']],
    ['profiles: [x], group_add: [y], x-mine: 1', ['key profiles', 'key group_add']],
    ['deploy: {replicas: 2}', ['deploy']],
  ];
  for (const [definition, expected] of cases)
    it(`tells of ${definition}`, () => assert.deepEqual(ofWeb(definition), expected));

  it('tells of the file as a whole', () => {
    const text =
      'name: shop\ninclude: [b.yaml]\nx-a: 1\nservices: {web: {image: x}}\nsecrets: {t: {environment: T}, f: {file: ./f}}\nmodels: {}';
    assert.deepEqual(
      found(text).filter((line) => line.startsWith('-')),
      ['- top-name shop', '- top-include', '- top-key models', '- secret-form t'],
    );
  });

  it('tells of networks that are of one machine, where a service is on them', () => {
    const of = (networks: string, web = '{image: x}'): readonly string[] =>
      found(`services: {web: ${web}}\nnetworks: ${networks}`).filter((line) => line.startsWith('-'));
    const on = (name: string): string => `{image: x, networks: [${name}]}`;
    assert.deepEqual(of('{front: {driver: bridge}}', on('front')), ['- network-driver front (bridge)']);
    assert.deepEqual(of('{front: {driver: bridge}}', '{image: x, networks: {front: {aliases: [a]}}}'), [
      '- network-driver front (bridge)',
    ]);
    assert.deepEqual(of('{default: {driver: "${DRIVER:-macvlan}"}}'), ['- network-driver default (macvlan)']);
    assert.deepEqual(of('{front: {driver: bridge}}'), [], 'it is not made where nothing is on it');
    for (const other of ['', 'driver: overlay', 'driver: weave', 'internal: true'])
      assert.deepEqual(of(`{front: {${other}}}`, on('front')), [], other);
    assert.deepEqual(of('{front: }', on('front')), []);
    assert.deepEqual(of('{front: {external: true}}', on('front')), ['- network-external front']);
    assert.deepEqual(of('{front: {external: true, name: shared}}', on('front')), ['- network-external shared']);
    assert.deepEqual(of('{front: {external: {name: shared}}}', on('front')), ['- network-external shared']);
    assert.deepEqual(of('{front: {external: false, driver: overlay}}', on('front')), []);
    assert.deepEqual(of('{node: {external: true, name: host}}', on('node')), [], "each node's own");
  });

  it('says that not all is well where only a network has to change', () => {
    const file = read('services: {web: {image: x, healthcheck: {test: x}}}\nnetworks: {default: {driver: bridge}}');
    const page = swarmMovePage('shop', ['compose.yaml'], ['web'], moveFindings(file));
    assert.match(page, /1 service: 1 point for which docker stack deploy refuses the file\./);
    assert.match(page, /The network default \\\(bridge\\\) is of one machine/);
  });

  it('knows what keeps data by its image or its name', () => {
    for (const image of ['postgres:15', 'registry.example.com/team/redis-7:1', 'bitnami/postgresql'])
      assert.ok(found(`services: {a: {image: '${image}'}}`).includes('a stateful'), image);
    for (const image of ['predispatcher:1', 'node:20', 'team/web'])
      assert.ok(!found(`services: {a: {image: '${image}'}}`).includes('a stateful'), image);
  });

  it('leaves a volume in peace that is the same on every node', () => {
    const nfs = 'services: {a: {image: x, volumes: ["d:/d:ro"]}}\nvolumes: {d: {driver_opts: {type: nfs}}}';
    assert.ok(!found(nfs).some((line) => line.includes('volume')));
  });

  it('reads merge keys and anchors, and lays later files over earlier ones', () => {
    const base =
      'x-base: &base {image: x, restart: always}\nservices: {a: {<<: *base, ports: ["80:80"], command: [one]}}';
    const file = read(base, 'services: {a: {ports: ["81:81"], command: [two]}, b: {image: y}}');
    assert.deepEqual(file.services['a'], {
      image: 'x',
      restart: 'always',
      ports: ['80:80', '81:81'],
      command: ['two'],
    });
    assert.deepEqual(Object.keys(file.services), ['a', 'b']);
  });

  it('refuses what is no Compose file, and what is made to fill the memory', () => {
    const problem = (text: string): string => {
      const file = readComposeFiles([text]);
      return file.ok ? 'ok' : file.error;
    };
    assert.match(problem('- a'), /no Compose file/);
    assert.match(problem('a: 1'), /no services/);
    assert.match(problem('services: {a: ]'), /no YAML/);
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${'abcdefgh'[index] ?? ''}`)
            .join(',')}]`,
      ),
      'services: {w: {command: *i}}',
    ].join('\n');
    assert.match(problem(bomb), /cannot be read/);
    assert.match(problem(`services: ${'['.repeat(20_000)}`), /YAML|cannot be read/);
    assert.equal(problem('services: {a: {__proto__: {x: 1}, image: x}}'), 'ok');
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });

  it('never fails on a file that YAML takes, and its page holds nothing that could act', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, name) => {
        const file = readComposeFiles([
          JSON.stringify({
            services: { [name]: value, b: { image: name, container_name: '<img src=x>[a](command:b)' } },
          }),
        ]);
        if (!file.ok) return;
        const page = swarmMovePage(name, [name], Object.keys(file.value.services), moveFindings(file.value));
        assert.deepEqual(
          tagsIn(renderMarkdown(page)).filter((tag) => /img|script|^a /.test(tag)),
          [],
        );
      }),
    );
  });
});
