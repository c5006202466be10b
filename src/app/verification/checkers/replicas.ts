import { judgeCount, judgeReplicas } from '../../../core/verification/judge/replicas.js';
import { wantedFor } from '../../../core/verification/judge/wanted.js';
import type { Checker } from '../checker.js';

/** By what the engine told last: a verification begins with asking it anew. */
export const checkReplicas: Checker = ({ service }, ground) => Promise.resolve(judgeReplicas(ground.service(service)));

export const checkCount: Checker = ({ service: name }, ground) => {
  const { about, parts } = ground;
  const service = ground.service(name);
  const lastSet = parts.wanted.get(about.connection.context.name, service.id);
  const before = about.operation?.before?.services.find((each) => each.service === name)?.replicas;
  return Promise.resolve(judgeCount(service, wantedFor(service, about.runbook, lastSet), before));
};
