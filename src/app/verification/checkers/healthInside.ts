import type { Asked } from '../../../core/verification/judge/asked.js';
import { judgeHealth } from '../../../core/verification/judge/health.js';
import { insideAtOnce } from '../../../core/verification/checkTimeouts.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import { isReachable } from '../../../core/stack/stack.js';
import { Slots } from '../../live/slots.js';
import { AskInside } from '../askInside.js';
import type { Checker } from '../checker.js';

/** Asks each running replica for its own health URL, by a program inside it. */
export const checkHealthInside: Checker = async ({ service }, ground, signal) => {
  const url = ground.verificationOf(service)?.insideUrl;
  // What begins with anything else could be an option of the program that asks.
  if (url === undefined || !/^https?:\/\//i.test(url))
    return couldNotTell({ reason: 'not-told-how', key: 'insideUrl' });
  const inside = new AskInside(ground.about.connection, () => ground.parts.clock.monotonic());
  const slots = new Slots(insideAtOnce);
  const asked = ground.running(service).map((replica): Promise<Asked> => {
    const nothing = (said: string): Asked => ({ got: 'nothing', of: replica.name, said });
    if (!isReachable(replica)) return Promise.resolve(nothing('it runs on a node that cannot be reached from here'));
    return slots.run(async () => (signal.aborted ? nothing('cancelled') : inside.ask(replica, url, signal)));
  });
  return judgeHealth(await Promise.all(asked));
};
