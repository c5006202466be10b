import type { Evidence, Finding, WhyNothing } from '../../core/checklist/checks/finding.js';
import type { RunGround } from '../../core/checklist/checks/ground.js';
import type { Operation } from '../../core/operation/operation.js';
import { countIn } from '../../core/operation/run/countIn.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import { titleOf, type Runbook } from '../../core/runbook/runbook.js';
import { countedReplicas } from '../../core/stack/stack.js';
import { count, list } from '../figures.js';
import { oneLine } from '../markdown.js';
import { checkEvidence } from '../verification/checkEvidence.js';
import { checkText } from '../words/checkWords.js';
import { decisionSentence, unknownRules } from '../words/policy/decisionWords.js';
import { signalText } from '../words/policy/metricWords.js';
import { clockTime } from '../words/moments.js';
import { operationResult, operationTitle } from '../words/operation/operationWords.js';
import { refusalText } from '../words/operation/refusalWords.js';
import { watchWords } from '../words/operation/watchWords.js';

const named = 4;

/** What a machine saw of an item, as the second half of its line: no full stop. */
export function findingWords({ evidence }: Finding, ground: RunGround, now: number): string {
  return withoutStop(evidenceWords(evidence, ground, now));
}

const withoutStop = (words: string): string => (words.endsWith('.') ? words.slice(0, -1) : words);

function evidenceWords(evidence: Evidence, ground: RunGround, now: number): string {
  const { runbook } = ground;
  switch (evidence.of) {
    case 'decision': {
      const { status } = evidence;
      const { decision, service } = status;
      return decision
        ? decisionSentence(service.name, decision, runbook, now, unknownRules(status))
        : nothingWords['no-figures'];
    }
    case 'levels':
      return levelWords(evidence.statuses, runbook);
    case 'counts':
      return countsWords(evidence.counts, runbook);
    case 'guards':
      return list(evidence.guards.slice(0, named).map((each) => checkText(each, evidence.guards.length > 1)));
    case 'refusal':
      return refusalText(evidence.refusal, runbook, now);
    case 'operation':
      return operationSaid(evidence.operation);
    case 'replicas':
      return replicasSaid(evidence.operation, ground);
    case 'pace':
      return evidence.operation.plan.pace === 'gradual' ? 'step by step' : 'in one step';
    case 'watch':
      return watchSaid(evidence.operation);
    case 'record':
      return recordSaid(evidence.operation);
    case 'check': {
      const { check, others, at } = evidence;
      const when = at > 0 ? `, verified ${clockTime(at, undefined)}` : '';
      if (others > 0 && check.verdict === 'pass') return `so in all ${others + 1} services${when}`;
      const of = others > 0 ? `${oneLine(check.title)}: ` : '';
      return `${of}${withoutStop(checkEvidence(check))}${when}`;
    }
    case 'several':
      return evidence.evidences.map((each) => withoutStop(evidenceWords(each, ground, now))).join('; ');
    case 'nothing':
      return nothingWords[evidence.why];
  }
}

/** Those that are not normal with what makes them so; of the others, how many there are. */
function levelWords(statuses: readonly ServiceStatus[], runbook: Runbook): string {
  const title = ({ service }: ServiceStatus): string => oneLine(titleOf(runbook, service.name));
  const off = statuses.filter(({ level }) => level !== 'normal');
  if (off.length === 0)
    return statuses.length === 1
      ? 'every level is normal'
      : `every level of ${count(statuses.length, 'service')} is normal`;
  const words = off.slice(0, named).map((status) => {
    const why = status.cause ? signalText(status.cause) : status.level;
    return statuses.length === 1 ? why : `${title(status)} ${why}`;
  });
  const more = off.length - words.length;
  return more > 0 ? `${words.join(', ')} and ${more} more` : list(words);
}

/** The runbook's services in its order: `Frontend 1, Backend 1, PDF Worker 3`. */
function countsWords(counts: Readonly<Record<string, number>>, runbook: Runbook): string {
  const order = runbook.services.map(({ name }) => name).filter((name) => countIn(counts, name) !== undefined);
  const names = order.length > 0 ? order : Object.keys(counts).sort();
  return names.map((name) => `${oneLine(titleOf(runbook, name))} ${countIn(counts, name) ?? 0}`).join(', ');
}

const operationSaid = (operation: Operation): string =>
  `${operationTitle(operation.plan)}: ${operation.outcome ? operationResult(operation) : 'under way'}`;

function replicasSaid({ plan }: Operation, { stack }: RunGround): string {
  const each = plan.services.map(({ service, title }) => {
    const found = stack.services.find(({ name }) => name === service);
    const present = found ? countedReplicas(found).length : 0;
    const said = `${present} of ${countIn(plan.after, service) ?? present}`;
    return plan.services.length === 1 ? `${said} replicas are there` : `${oneLine(title)} ${said}`;
  });
  return list(each);
}

const watchSaid = ({ watch }: Operation): string =>
  watch ? watchWords(watch, clockTime(watch.until, undefined)) : nothingWords['no-watch'];

function recordSaid({ outcome, notes }: Operation): string {
  if (!outcome) return 'the operation still runs';
  const last = notes.at(-1);
  return last ? `in the journal, with the note “${oneLine(last.text)}”` : 'in the journal; a note why is missing';
}

const nothingWords = {
  'no-target': 'no target has been chosen',
  'no-plan': 'known once the stack is scaled by a plan',
  'not-planned': 'not known yet',
  'no-operation': 'nothing has been started yet',
  'no-watch': 'no watch has begun',
  'not-verified': 'not verified yet',
  verifying: 'being verified',
  'not-in-suite': 'there is no such check for this service',
  'before-unknown': 'how it was before is not known',
  'no-figures': 'no figures yet',
  'no-counts': 'the counts are not known',
  'nothing-against': 'nothing against it',
  'team-told': 'the team’s webhook has taken a message',
  'not-scaled-up': 'nothing is scaled up',
  'not-scaled-down': 'nothing is scaled down',
  'no-connections': 'nothing that is scaled opens database connections',
  'no-queue': 'nothing that is scaled works on a queue',
} as const satisfies Record<WhyNothing, string>;
