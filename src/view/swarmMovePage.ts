import type { MoveFinding, MoveTopic, MoveWeight } from '../core/swarmMove/moveFinding.js';
import { moveTopics } from '../core/swarmMove/moveFinding.js';
import type { DeployProposal } from '../core/swarmMove/proposal.js';
import { groupBy } from '../core/stack/groupBy.js';
import { count, list } from './figures.js';
import { escapeMarkdown, oneLine } from './markdown.js';

const heads = {
  refused: 'Has to change: with it, Docker refuses the file',
  change: 'Means something else on a Swarm',
  ignored: 'Is left out',
  kept: 'Stays as it is',
} as const satisfies Record<MoveWeight, string>;

const order: readonly MoveWeight[] = ['refused', 'change', 'ignored', 'kept'];

/** What a Compose stack would need to run on a Swarm, as a Markdown page: a sentence first, then the file, then service by service. */
export function swarmMovePage(
  stack: string,
  files: readonly string[],
  services: readonly string[],
  findings: readonly MoveFinding[],
): string {
  const byService = groupBy(findings, ({ service }) => service);
  const sections = ['', ...services].flatMap((service) => {
    const own = byService.get(service) ?? [];
    if (service === '' && own.length === 0) return [];
    return [`## ${service === '' ? 'The file as a whole' : escapeMarkdown(service)}`, ...groups(own)];
  });
  return [
    `# Move ${escapeMarkdown(stack)} to Swarm`,
    `**${summary(services, findings)}**`,
    `Read from ${list(files.map(escapeMarkdown))}. Nothing was deployed and no file was changed. The proposed deploy sections are in the document beside this page; save it where you want to have it.`,
    ...sections,
    '## Then',
    steps(stack),
    '',
  ].join('\n\n');
}

function summary(services: readonly string[], findings: readonly MoveFinding[]): string {
  const of = (weight: MoveWeight): number => findings.filter(({ topic }) => moveTopics[topic] === weight).length;
  const refused = of('refused');
  const changes = of('change');
  const what = count(services.length, 'service');
  if (refused === 0 && changes === 0)
    return `${what}: nothing has to change, docker stack deploy takes the file as it is.`;
  const parts = [
    refused === 0 ? '' : `${count(refused, 'point')} for which docker stack deploy refuses the file`,
    changes === 0 ? '' : `${count(changes, 'point')} to decide`,
  ];
  return `${what}: ${list(parts.filter(Boolean))}.`;
}

function groups(findings: readonly MoveFinding[]): readonly string[] {
  return order.flatMap((weight) => {
    const own = findings.filter(({ topic }) => moveTopics[topic] === weight);
    if (own.length === 0) return [];
    const lines = own.map((finding) => `- ${words[finding.topic](escapeMarkdown(finding.subject))}`);
    return [`${heads[weight]}:`, [...new Set(lines)].join('\n')];
  });
}

const words = {
  'top-name': (name) =>
    `The name at the top (${name}): take it out; the stack's name is the last word of docker stack deploy`,
  'top-include': () => 'include: put the included files together with docker compose config first',
  'top-key': (key) => `${key}: Docker's stack files do not know it; take it out`,
  'secret-form': (name) =>
    `${name} is given by its content or by a variable; put it into a file, or make it with docker secret create and mark it external`,
  key: (key) => `${key}: Docker's stack files do not know it; take it out`,
  resources: (key) => `${key}: move it into the deploy section (replicas and resources)`,
  'depends-conditions': () =>
    'depends_on with conditions: a Swarm starts everything at once, so the service has to wait or try again by itself; take it out',
  'env-file-form': () => 'env_file with path and required: write it as a plain list of files',
  'port-form': (port) => `published: "${port}" has to be a number without quotes, so no range either`,
  'network-driver': (network) =>
    `The network ${network} is of one machine, and a Swarm's services are refused on it: make its driver overlay, or leave the driver out, which comes to the same`,
  'network-external': (network) =>
    `The external network ${network} has to be there as one of the Swarm, since one of a single machine is refused: docker network create \\-\\-driver overlay, under that name, before the first deploy`,
  build: (image) =>
    `It is built here, and a Swarm builds nothing: push ${image || 'it under a name'} to a registry that every node reaches${image ? '' : ', and add that name as image'}`,
  'no-image': () => 'It has no image',
  'bind-mount': (source) =>
    `The folder or file ${source} must be there on each node that may run it, with the same content; use a config, a secret or a shared volume, or keep it to one node`,
  volume: (name) =>
    `${name ? `The volume ${name}` : 'Its anonymous volume'} is another, empty one on each node; use a volume on a server (NFS or a plugin), or keep the service to one node`,
  'host-port': (port) =>
    `Port ${port} is then published on every node, and Swarm's ingress spreads what comes in over all tasks; with mode: host each node has its own, for one task`,
  'host-address': (address) =>
    `The address ${address} is left out: the port is open on all addresses of every node, so a firewall has to take its place`,
  'host-network': (mode) =>
    `network_mode ${mode} is left out, and it lands on the stack's own network${mode === 'host' ? '; where it needs the node’s network, list the external network host instead' : ''}`,
  stateful: () => 'It keeps data: one replica, on the one node that has the data, until that lies on shared storage',
  'no-health-check': () =>
    'The file has no health check, so a Swarm counts a task as good as soon as it has started, also while it updates (one in the image counts too)',
  restart: (value) => `restart: ${value} becomes deploy.restart_policy, as in the proposal`,
  'container-name': (name) =>
    `container_name ${name}: tasks are named by the Swarm; other services find it by the service's name`,
  'depends-on': () =>
    'depends_on: a Swarm starts everything at once, so the service has to wait or try again by itself',
  'ignored-key': (key) => `${key}: see whether it runs without`,
  'health-check': () => 'Its health check; a Swarm replaces a task that becomes unhealthy',
  'env-file': (files) => `env_file ${files}: read once, where docker stack deploy runs`,
  secret: (name) => `The secret ${name} becomes one of the Swarm; a changed one needs a new name`,
  deploy: () => 'Its deploy section, which docker compose heeds in part already; the proposal only adds to it',
} as const satisfies Record<MoveTopic, (subject: string) => string>;

function steps(stack: string): string {
  return [
    `1. Settle what has to change above, in a copy of the file or in the file itself.`,
    `2. Look through the proposed deploy sections, and give each node its label where one is named there.`,
    `3. See what Docker reads: docker stack config \\-c compose\\.yaml \\-c compose\\.swarm\\.yaml`,
    `4. Deploy it to a manager's context: docker stack deploy \\-c compose\\.yaml \\-c compose\\.swarm\\.yaml \\-\\-with\\-registry\\-auth ${escapeMarkdown(stack)}`,
    `5. Choose that context here: the stack is in the sidebar, and is scaled as before.`,
  ].join('\n');
}

/** The first lines of the proposed file. */
export const overrideHeading = (stack: string): string =>
  [
    `Proposed deploy sections of ${oneLine(stack)} for a Swarm: counts from the runbook, limits from what runs now.`,
    'To be laid over the stack’s own file after review. Nothing of it is deployed yet.',
  ].join('\n');

/** What stands above a service of the proposed file; empty where there is nothing to say. */
export const overrideNote = ({ nodeLabel }: DeployProposal): string =>
  nodeLabel === undefined
    ? ''
    : `Keeps data, so it stays on one node: docker node update --label-add ${nodeLabel}=true NODE`;
