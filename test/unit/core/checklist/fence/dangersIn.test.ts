import assert from 'node:assert/strict';
import { cpuMs } from '../../../support/cpuMs.js';
import { dangersIn } from '../../../../../src/core/checklist/fence/dangersIn.js';

const found = (text: string): readonly string[] => dangersIn(text).map(({ danger, words }) => `${danger}: ${words}`);

describe('what is dangerous in a command', () => {
  for (const [text, expected] of [
    ['docker system prune -a', 'prune: prune'],
    ['docker volume prune', 'prune: prune'],
    ['sudo rm -rf /var/lib/x', 'remove: rm'],
    ['docker rm -f web-1', 'remove: rm'],
    ['docker volume rm data', 'remove: rm'],
    ['docker image remove x', 'remove: docker image remove'],
    ['find . -name x -delete', 'remove: find . -name x -delete'],
    ['xargs -0 "rm" x', 'remove: rm'],
    ['Remove-Item x', 'remove: Remove-Item'],
    ['DEL /q x', 'remove: DEL'],
    ['psql -c "DROP TABLE users"', 'drop: DROP'],
    ['dropdb shop', 'drop: dropdb'],
    ['psql -c "delete  from users"', 'drop: delete from'],
    ['psql -c "TRUNCATE users"', 'empty: TRUNCATE'],
    ['truncate -s 0 log', 'empty: truncate'],
    ['redis-cli FLUSHALL', 'empty: FLUSHALL'],
    ['redis-cli flushdb', 'empty: flushdb'],
    ['docker compose rm -sfv web', 'volumes: rm -sfv|remove: rm'],
    ['docker compose down -v', 'volumes: down -v|down: docker compose down'],
    [
      'docker compose down --remove-orphans --volumes',
      'volumes: down --remove-orphans --volumes|down: docker compose down',
    ],
    ['docker compose -p x down \\\n  -v', 'volumes: down -v|down: docker compose -p x down'],
    ['docker-compose down', 'down: docker-compose down'],
    ['docker stack rm shop', 'remove: rm|down: docker stack rm'],
    ['kill -9 1', 'kill: kill'],
    ['docker kill web-1', 'kill: kill'],
    ['pkill -f x', 'kill: pkill'],
    ['taskkill /im x', 'kill: taskkill'],
    ['mkfs.ext4 /dev/sdb1', 'disk: mkfs.ext4'],
    ['dd if=/dev/zero of=/dev/sda', 'disk: dd'],
    ['cat x > /dev/sda', 'disk: > /dev/sda'],
    ['cat x >>/dev/nvme0n1', 'disk: >>/dev/nvme0n1'],
    ['echo x | tee -a /dev/sda', 'disk: tee -a /dev/sda'],
    ['git clean -fdx', 'clean: git clean'],
    ['git -C x clean -f', 'clean: git -C x clean'],
    ['git reset HEAD~1 --hard', 'clean: git reset HEAD~1 --hard'],
    ['sudo reboot', 'machine: reboot'],
    ['a\nb; rm x && kill 2', 'remove: rm|kill: kill'],
  ] as const)
    it(`sees it in ${text}`, () => assert.deepEqual([...found(text)].sort(), expected.split('|').sort()));

  for (const text of [
    'docker run --rm alpine true',
    'docker compose ps',
    'docker compose up -d --scale web=3 --no-recreate',
    'docker compose restart web',
    'curl -s http://localhost:3001/api/jobs/metrics | jq .waiting',
    'docker stats --no-stream > /dev/null 2>&1',
    'echo format, terms, drops, skills, confirm, alarm, dropped, add, prunes',
    'docker compose logs --since 5m -f backend',
    'docker compose up -d -V web',
    'git status && git reset HEAD~1',
    'curl http://a.example/rm-old.txt',
    'free -h; df -h /var/lib/docker',
  ])
    it(`sees none in ${text}`, () => assert.deepEqual(found(text), []));

  it('tells each once, in one bounded line', () => {
    assert.deepEqual(found('rm a; rm b\nrm c'), ['remove: rm']);
    const [danger] = dangersIn(`docker ${'x'.repeat(500)} remove y`);
    assert.ok(danger && danger.words.length <= 80);
  });

  it('is found in time that grows with the text, in options of one letter without end, too', () => {
    const command = `${'rm '.repeat(12)}-${'v'.repeat(16_000)}-`;
    const tookMs = cpuMs(() => assert.deepEqual(found(command), ['remove: rm']));
    assert.ok(tookMs < 2000, `it took ${tookMs} ms`);
  });
});
