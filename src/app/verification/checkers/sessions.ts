import { couldNotTell } from '../../../core/verification/finding.js';
import { judgeSessions, type SessionSeen } from '../../../core/verification/judge/sessions.js';
import { replicaServing } from '../../../core/verification/spread/servedByReplica.js';
import type { Checker } from '../checker.js';
import { newNames } from '../newNames.js';
import { servedBy } from '../servedBy.js';
import { tryStep, type StepDone } from '../tryStep.js';

/** Asked for so often for each replica, and no oftener once all of them have answered. */
const readsPerReplica = 20;

/** Makes a session and asks for it until every replica has been asked. */
export const checkSessions: Checker = async ({ service }, ground, signal) => {
  const { session } = ground.about.runbook.verification;
  if (!session) return couldNotTell({ reason: 'not-told-how', key: 'session' });
  const replicas = ground.spreadReplicas(service);
  const names = newNames();
  const created = await tryStep(ground, session.create, names, signal);
  const reads: SessionSeen['reads'][number][] = [];
  const missing = new Set(replicas.filter(({ isReady }) => isReady).map(({ containerId }) => containerId));
  const most = missing.size * readsPerReplica;
  const given = created.names;
  while (given && missing.size > 0 && reads.length < most && !signal.aborted) {
    const read = await tryStep(ground, session.read, given, signal);
    const by = whoAnswered(read);
    reads.push({ by, seen: { tried: read.tried, names: given } });
    const replica = by === undefined ? undefined : replicaServing(by, replicas);
    if (replica) missing.delete(replica.containerId);
  }
  return judgeSessions(session, { replicas, created: { tried: created.tried, names }, reads });

  function whoAnswered({ tried }: StepDone): string | undefined {
    return tried.got === 'answer' ? servedBy(tried.answer, ground.verificationOf(service)) : undefined;
  }
};
