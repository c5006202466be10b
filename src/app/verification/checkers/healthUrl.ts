import { runbookService } from '../../../core/runbook/runbook.js';
import type { Asked } from '../../../core/verification/judge/asked.js';
import { judgeHealth } from '../../../core/verification/judge/health.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import { shownAddress } from '../../live/sourceAddress.js';
import type { Checker } from '../checker.js';
import type { Ground } from '../ground.js';

/** As often as the runbook asks each: one replica of several may be the one that is not well. */
const timesAsked = 5;
const longestBeginning = 200;

/** Asks each health URL several times through the balancer, each time on a connection of its own. */
export const checkHealthUrl: Checker = async ({ service }, ground, signal) => {
  const urls = runbookService(ground.about.runbook, service)?.healthUrls ?? [];
  if (urls.length === 0) return couldNotTell({ reason: 'not-told-how', key: 'healthUrls' });
  const asked = await Promise.all(urls.map((url) => askInTurn(ground, url, signal)));
  return judgeHealth(asked.flat());
};

async function askInTurn(ground: Ground, url: string, signal: AbortSignal): Promise<readonly Asked[]> {
  const of = shownAddress(url);
  const target = ground.address(url);
  if (!target.ok) return [{ got: 'nothing', of, said: target.error }];
  const asked: Asked[] = [];
  for (let times = 0; times < timesAsked; times++) {
    const answer = await ground.send({ url }, signal);
    if (signal.aborted) return [...asked, { got: 'nothing', of, said: 'cancelled' }];
    if (!answer.ok) asked.push({ got: 'silence', of, said: answer.error });
    else {
      const { status, durationMs, text } = answer.value;
      asked.push({
        got: 'answer',
        of,
        status,
        durationMs,
        said: status === 200 ? '' : text.slice(0, longestBeginning),
      });
    }
  }
  return asked;
}
