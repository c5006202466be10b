import { troubleOf, type Cause } from '../../core/diagnosis/cause.js';
import type { Diagnosis, LookedAt } from '../../core/diagnosis/diagnosis.js';
import { count } from '../figures.js';
import { escapeMarkdown, markdownTable } from '../markdown.js';
import { utcTime } from '../words/moments.js';
import { adviceText } from './adviceWords.js';
import { causeSentence } from './causeWords.js';
import { diagnosisSummary } from './diagnosisSummary.js';
import { evidenceText } from './evidenceWords.js';
import { partTitles, problemText } from './partWords.js';
import { remedyText } from './remedyWords.js';
import { troubleTitles } from './troubleTitles.js';

/** What is most likely wrong with a service, what shows it, what to do, and what was looked at: a Markdown page. */
export function diagnosisPage(diagnosis: Diagnosis): string {
  const { title, stack, at, causes, replicas, ready } = diagnosis;
  return [
    `# Diagnosis of ${escapeMarkdown(title)}`,
    `**${escapeMarkdown(diagnosisSummary(diagnosis))}**`,
    escapeMarkdown(`Stack ${stack}, ${utcTime(at)} UTC, ${ready} of ${count(replicas, 'replica')} ready.`),
    ...causes.flatMap((cause, index) => causeSection(cause, index, diagnosis)),
    '## What was looked at',
    lookedAtTable(diagnosis),
    'Nothing was changed, and nothing of this is kept.',
    '',
  ].join('\n\n');
}

function causeSection(cause: Cause, index: number, diagnosis: Diagnosis): readonly string[] {
  const steps = [adviceText(cause), ...cause.remedies.map((remedy) => `${remedyText(remedy)}.`)];
  const heading = `${index === 0 ? 'Most likely cause' : 'Also found'}: ${troubleTitles[troubleOf(cause)]}, ${cause.certainty}`;
  return [
    `## ${escapeMarkdown(heading)}`,
    // The first one is the page's own sentence.
    ...(index === 0 ? [] : [`${escapeMarkdown(causeSentence(cause, diagnosis))}\\.`]),
    '### What shows it',
    cause.evidence.map((shown) => `- ${escapeMarkdown(evidenceText(shown, diagnosis.stack))}`).join('\n'),
    '### What to do',
    steps.map((step) => `1. ${escapeMarkdown(step)}`).join('\n'),
  ];
}

function lookedAtTable({ lookedAt, causes }: Diagnosis): string {
  const telling = new Set(causes.flatMap(({ evidence }) => evidence.map(({ from }) => from)));
  const rows = lookedAt.map((looked) => [
    escapeMarkdown(partTitles[looked.part]),
    resultCell(looked, telling.has(looked.part)),
  ]);
  return markdownTable(['Looked at', 'Result'], rows);
}

const resultCell = ({ problem }: LookedAt, isTelling: boolean): string =>
  problem ? `**unknown**: ${escapeMarkdown(problemText(problem))}` : isTelling ? 'see above' : 'nothing wrong';
