import type { Sample } from '../../../core/policy/statistics/sample.js';
import type { Metric } from '../../../core/runbook/metric.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import { judgeQueue } from '../../../core/verification/judge/queue.js';
import { queueToWatch } from '../../../core/verification/queueToWatch.js';
import { CounterHistory } from '../../live/counterHistory.js';
import { FigureRound } from '../../live/figureRound.js';
import { ProbeHistory } from '../../live/probeHistory.js';
import { Slots } from '../../live/slots.js';
import type { Checker } from '../checker.js';
import type { Ground } from '../ground.js';

/** Reads how many jobs wait, again and again, over the runbook's window. */
export const checkQueue: Checker = async ({ service }, ground, signal) => {
  const { runbook } = ground.about;
  const queue = queueToWatch(runbook, service);
  if (!queue) return couldNotTell({ reason: 'not-told-how', key: 'metrics' });
  const { queueWindowMs, queueEveryMs } = runbook.verification;
  const { metric, shortBelow } = queue;
  const { clock } = ground.parts;
  const samples: Sample[] = [];
  const beganAt = clock.monotonic();
  for (let turn = 0; !signal.aborted; turn++) {
    const value = await readFigure(ground, service, metric, signal);
    const tauMs = clock.monotonic();
    if (value !== undefined) samples.push({ tauMs, value });
    const nextAt = beganAt + (turn + 1) * queueEveryMs;
    if (nextAt > beganAt + queueWindowMs) break;
    await ground.pause(Math.max(0, nextAt - tauMs), signal);
  }
  return judgeQueue({
    samples,
    windowMs: queueWindowMs,
    everyMs: queueEveryMs,
    shortBelow,
    before: ground.before(service, metric.id),
  });
};

/** As it is read for the rules, and anew. */
async function readFigure(
  ground: Ground,
  service: string,
  metric: Metric,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { parts, about, stack } = ground;
  const { connection, runbook } = about;
  const access = { connection, sources: await parts.figures(), secrets: parts.secrets, slots: new Slots(1), signal };
  const wants = [{ stack, service: ground.service(service), runbook, metric }];
  const [history, counters] = [new ProbeHistory(), new CounterHistory(parts.clock)];
  let value: number | undefined;
  const round = new FigureRound(wants, () => parts.store.state, access, history, counters, parts.clock);
  await round.run((figure) => (value = figure.value));
  return value;
}
