import assert from 'node:assert/strict';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis.js';
import { IDLE } from '../support/composeProject.js';
import { DiagnosisWorld, firstOf, saidIn } from './diagnosisWorld.js';

const quick = { interval: '1s', timeout: '2s', retries: 2 };

describe('health checks that fail, on a real engine', function () {
  this.timeout(180_000);
  let world: DiagnosisWorld;

  before(async () => {
    world = await DiagnosisWorld.make({
      talks: {
        command: ['sh', '-c', 'echo waiting for the licence; exec sleep 100000'],
        healthcheck: { test: ['CMD-SHELL', 'echo the licence has run out; exit 3'], ...quick },
      },
      'no-shell': { command: IDLE, healthcheck: { test: ['CMD', 'curl', '-f', 'http://localhost'], ...quick } },
      'no-program': { command: IDLE, healthcheck: { test: ['CMD-SHELL', 'curl -f http://localhost'], ...quick } },
      slow: { command: IDLE, healthcheck: { test: ['CMD-SHELL', 'sleep 30'], ...quick, timeout: '1s' } },
      late: {
        command: ['sh', '-c', 'sleep 9; touch /tmp/ready; exec sleep 100000'],
        healthcheck: { test: ['CMD-SHELL', 'test -e /tmp/ready'], ...quick, interval: '3s', retries: 1 },
      },
      api: { command: IDLE },
      asks: {
        command: IDLE,
        depends_on: ['api'],
        healthcheck: { test: ['CMD-SHELL', 'wget -q -O- http://api:8080/ 2>&1 || exit 1'], ...quick },
      },
    });
    await world.project.compose('up', '--detach');
  });
  after(() => world.stop());

  it('words of the health check, with those of the log', async () => {
    const diagnosis = await world.found('talks', 'probe-fails');
    const cause = firstOf(diagnosis, 'failing-health', 'probe-fails');
    assert.deepEqual([cause.certainty, cause.exitCode], ['certain', 3]);
    assert.match(saidIn(cause), /the licence has run out\n/);
    assert.match(saidIn(cause), /waiting for the licence/);
  });

  for (const service of ['no-shell', 'no-program'])
    it(`a program that the image has not: ${service}`, async () => {
      const cause = firstOf(
        await world.found(service, 'probe-program-missing'),
        'failing-health',
        'probe-program-missing',
      );
      assert.deepEqual([cause.program, cause.certainty], ['curl', 'certain']);
    });

  it('no answer in time', async () => {
    const cause = firstOf(await world.found('slow', 'probe-timed-out'), 'failing-health', 'probe-timed-out');
    assert.deepEqual([cause.timeoutMs, cause.certainty], [1000, 'likely']);
  });

  it('a start that takes longer than is allowed', async () => {
    const late = await certain(() => world.diagnose('late'));
    const cause = firstOf(late, 'failing-health', 'too-little-time');
    assert.deepEqual([cause.certainty, cause.allowedMs], ['certain', 3000]);
    assert.ok((cause.neededMs ?? 0) > 8000, `${cause.neededMs} ms`);
  });

  it('another service that is away', async () => {
    const up = firstOf(await world.found('asks', 'dependency-away'), 'failing-health', 'dependency-away');
    assert.deepEqual([up.service, up.isDown, up.certainty], ['api', false, 'likely']);
    await world.project.docker('kill', await world.id('api'));
    const down = firstOf(await world.diagnose('asks'), 'failing-health', 'dependency-away');
    // The health check still names the address that the service had, which nobody has any more.
    assert.deepEqual([down.service, down.isDown, down.certainty], ['api', true, 'certain']);
  });
});

/** Looks again until it is certain that there was too little time. */
async function certain(look: () => Promise<Diagnosis>): Promise<Diagnosis> {
  for (let turn = 0; ; turn += 1) {
    const seen = await look();
    const isCertain = seen.causes.some(
      ({ cause, certainty }) => cause === 'too-little-time' && certainty === 'certain',
    );
    if (isCertain || turn > 20) return seen;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
