import { Document, isScalar, type Pair } from 'yaml';
import type { DeployProposal } from '../proposal.js';

const mebi = 1024 * 1024;

/** `compose.swarm.yaml`: the `deploy` sections as a file to lay over the stack's own. `heading` and the notes are words of the view. */
export function writeOverride(
  proposals: readonly DeployProposal[],
  heading: string,
  noteOf: (proposal: DeployProposal) => string,
): string {
  const services = Object.fromEntries(proposals.map((proposal) => [proposal.service, { deploy: deployOf(proposal) }]));
  const document = new Document({ services }, { version: '1.2' });
  document.commentBefore = comment(heading);
  const map = document.get('services', true);
  const pairs = (map as { items?: readonly Pair[] } | undefined)?.items ?? [];
  for (const { key } of pairs) {
    const proposal = isScalar(key) && proposals.find(({ service }) => service === key.value);
    const note = proposal ? noteOf(proposal) : '';
    if (isScalar(key) && note !== '') key.commentBefore = comment(note);
  }
  return document.toString({ lineWidth: 0 });
}

const comment = (text: string): string =>
  text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');

function deployOf({ replicas, limits, reservedBytes, restart, updateOrder, nodeLabel }: DeployProposal): object {
  const limited = {
    ...(limits.cpus === undefined ? {} : { cpus: String(limits.cpus) }),
    ...(limits.memoryBytes === undefined ? {} : { memory: memory(limits.memoryBytes) }),
  };
  const resources = {
    ...(Object.keys(limited).length === 0 ? {} : { limits: limited }),
    ...(reservedBytes === undefined ? {} : { reservations: { memory: memory(reservedBytes) } }),
  };
  return {
    ...(replicas === undefined ? {} : { replicas }),
    ...(Object.keys(resources).length === 0 ? {} : { resources }),
    ...(restart === undefined
      ? {}
      : {
          restart_policy: {
            condition: restart.condition,
            ...(restart.condition === 'none' ? {} : { delay: '5s' }),
            ...(restart.attempts === undefined ? {} : { max_attempts: restart.attempts }),
          },
        }),
    ...(updateOrder === undefined
      ? {}
      : { update_config: { parallelism: 1, order: updateOrder, failure_action: 'rollback' } }),
    ...(nodeLabel === undefined ? {} : { placement: { constraints: [`node.labels.${nodeLabel} == true`] } }),
  };
}

const memory = (bytes: number): string => (bytes % mebi === 0 ? `${bytes / mebi}M` : `${bytes}B`);
