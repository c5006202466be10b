import assert from 'node:assert/strict';
import { safeSteps } from '../../../../../src/core/checklist/fence/safeSteps.js';

const stepsOf = (text: string): readonly string[] =>
  safeSteps(text, 'shop').map((step) =>
    step.step === 'restart' ? `restart ${step.service}` : `scale ${JSON.stringify(step.counts)}`,
  );

describe('what Scalebook does itself instead of a command', () => {
  for (const [text, expected] of [
    ['docker compose up -d --scale pdf-worker=10 --no-recreate', ['scale {"pdf-worker":10}']],
    ['docker compose up -d --scale=web=0', ['scale {"web":0}']],
    ['sudo docker-compose up -d --scale "web=2" web', ['scale {"web":2}']],
    [
      'docker compose up -d \\\n  --scale frontend=2 \\\n  --scale backend=3 \\\n  --no-recreate',
      ['scale {"frontend":2,"backend":3}'],
    ],
    ['docker compose -f a.yml --profile x up -d --scale web=2', ['scale {"web":2}']],
    ['docker compose up -t 5 --scale web=2', ['scale {"web":2}']],
    ['docker compose scale web=2 api=3', ['scale {"web":2,"api":3}']],
    ['docker service scale shop_web=4', ['scale {"web":4}']],
    ['docker service scale -d shop_web=4 shop_api=1', ['scale {"web":4,"api":1}']],
    ['docker compose restart -t 10 web api', ['restart web', 'restart api']],
    [
      '# first\ncd /x && docker compose up -d --scale a=1 # now\nsleep 60; docker compose ps\ndocker compose restart b',
      ['scale {"a":1}', 'restart b'],
    ],
  ] as const)
    it(`is ${expected.join(' and ')} for ${text}`, () => assert.deepEqual(stepsOf(text), expected));

  for (const text of [
    'docker compose up -d',
    'docker compose up -d web',
    'docker compose up -d --scale pdf-worker=$TARGET',
    'docker compose up -d --scale web=2 --scale api=$(nproc)',
    'docker compose up -d --scale web=2 other',
    'docker compose up -d --scale web',
    'docker compose up -d --scale web=99999',
    'docker compose -p other up -d --scale web=2',
    'docker compose --project-name=other up -d --scale web=2',
    'docker compose scale web=x api=2',
    'docker --context other compose up --scale web=2',
    'docker service scale other_web=4',
    'docker service scale web=4',
    'docker service scale shop_web=4 other_web=2',
    'docker compose restart',
    'docker compose ps | grep -c "--scale web=2"',
    'echo docker compose up --scale web=2',
    '# docker compose up --scale web=2',
    'ssh host docker compose up --scale web=2',
  ])
    it(`is nothing for ${text}`, () => assert.deepEqual(stepsOf(text), []));
});
