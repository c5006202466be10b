import { judgeCount, judgeReplicas } from '../../../core/verification/judge/replicas.js';
import { wantedFor } from '../../../core/verification/judge/wanted.js';
import type { Finding } from '../../../core/verification/check.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import { isReachable } from '../../../core/stack/stack.js';
import type { Checker } from '../checker.js';

/** By what the engine told last, as a verification begins with asking it anew, and by what it remembers of how they ended. */
export const checkReplicas: Checker = async ({ service: name }, ground, signal) => {
  const service = ground.service(name);
  const ids = service.replicas.filter(isReachable).map(({ containerId }) => containerId);
  const ahead = await ground.engineAhead();
  if (!ahead.ok) return withoutEnds(judgeReplicas(service, []), ahead.error.detail);
  const times = { sinceAt: ground.sinceAt + ahead.value, untilAt: ground.parts.clock.now() + ahead.value };
  const ends = await ground.parts.ends(ground.about.connection, ids, times, signal);
  // An engine that tells nothing of what was may still tell what is.
  return judgeReplicas(service, ends.ok ? ends.value : []);
};

/** Since when they run well is not known: one may have been killed and be back. */
const withoutEnds = (finding: Finding, detail: string): Finding =>
  finding.verdict === 'pass'
    ? couldNotTell(
        { reason: 'unreachable', detail: `the clock of the engine could not be read: ${detail}` },
        finding.facts,
      )
    : finding;

export const checkCount: Checker = ({ service: name }, ground) => {
  const { about, parts } = ground;
  const service = ground.service(name);
  const lastSet = parts.wanted.get(about.connection.context.name, service.id);
  const before = about.operation?.before?.services.find((each) => each.service === name)?.replicas;
  return Promise.resolve(judgeCount(service, wantedFor(service, about.runbook, lastSet), before));
};
