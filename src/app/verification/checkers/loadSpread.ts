import { isReachable } from '../../../core/stack/stack.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import { judgeRequestSpread } from '../../../core/verification/spread/requestSpread.js';
import { requestsNeeded } from '../../../core/verification/spread/sampleSize.js';
import { judgeTrafficSpread } from '../../../core/verification/spread/trafficSpread.js';
import { Slots } from '../../live/slots.js';
import type { Checker } from '../checker.js';
import type { Ground } from '../ground.js';
import type { WebAnswer } from '../ports.js';
import { servedBy, spreadUrl } from '../servedBy.js';

const atOnce = 8;
const quietMs = 5000;
/** Engines before 25.0 tell counters that are up to a second old. */
const settleMs = 1500;

/** By who the answers are from, where they tell; else by what goes over the replicas' networks. */
export const checkLoadSpread: Checker = async ({ service }, ground, signal) => {
  const url = spreadUrl(ground, service);
  if (url === undefined) return couldNotTell({ reason: 'not-told-how', key: 'healthUrls' });
  const target = ground.address(url);
  if (!target.ok) return couldNotTell({ reason: 'unreachable', detail: target.error });
  const verification = ground.verificationOf(service);
  if (!verification?.servedBy) return byTraffic(ground, service, url, signal);
  const answers = await sendMany(ground, service, url, signal);
  return judgeRequestSpread({
    replicas: ground.spreadReplicas(service),
    servedBy: answers.map((answer) => answer && servedBy(answer, verification)),
  });
};

/** As many as the test needs, a few at a time, each on a connection of its own. Undefined stands for one without an answer. */
async function sendMany(
  ground: Ground,
  service: string,
  url: string,
  signal: AbortSignal,
): Promise<readonly (WebAnswer | undefined)[]> {
  const ready = ground.spreadReplicas(service).filter(({ isReady }) => isReady).length;
  const requests = requestsNeeded(ready, ground.about.runbook.verification.requestsPerReplica);
  const slots = new Slots(atOnce);
  return Promise.all(
    Array.from({ length: requests }, () =>
      slots.run(async () => {
        const answer = await ground.send({ url }, signal);
        return answer.ok ? answer.value : undefined;
      }),
    ),
  );
}

async function byTraffic(ground: Ground, service: string, url: string, signal: AbortSignal): ReturnType<Checker> {
  const { connection } = ground.about;
  const { clock } = ground.parts;
  const ready = ground.spreadReplicas(service).filter(({ isReady }) => isReady);
  const reachable = new Set(
    ground
      .running(service)
      .filter(isReachable)
      .map(({ containerId }) => containerId),
  );
  const read = async (): Promise<{ readonly at: number; readonly bytes: ReadonlyMap<string, number | undefined> }> => {
    const samples = await connection.readUsage([...reachable], signal);
    const bytes = new Map([...samples].map(([id, { networkBytes }]) => [id, networkBytes]));
    return { at: clock.monotonic(), bytes };
  };
  const first = await read();
  await ground.pause(quietMs, signal);
  const quiet = await read();
  const answers = await sendMany(ground, service, url, signal);
  await ground.pause(settleMs, signal);
  const busy = await read();
  const between = (from: typeof first, to: typeof first, id: string): number | undefined => {
    const [earlier, later] = [from.bytes.get(id), to.bytes.get(id)];
    // A counter that fell began anew.
    return earlier === undefined || later === undefined || later < earlier ? undefined : later - earlier;
  };
  return judgeTrafficSpread({
    replicas: ready.map(({ name, containerId }) => ({
      name,
      quietBytes: between(first, quiet, containerId),
      busyBytes: between(quiet, busy, containerId),
    })),
    quietMs: quiet.at - first.at,
    busyMs: busy.at - quiet.at,
    requests: answers.filter((answer) => answer !== undefined).length,
  });
}
