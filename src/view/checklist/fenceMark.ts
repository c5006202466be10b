import type { CommandEnd, CommandRun } from '../../core/checklist/run.js';
import type { FenceCommand } from '../../core/checklist/fence/fenceCommand.js';
import type { FenceShell } from '../../core/checklist/fence/fenceShell.js';
import { hasSeveralLines } from '../../core/checklist/fence/hasSeveralLines.js';
import { hasUnseen } from '../../core/checklist/fence/unseen.js';
import type { RunFence } from '../../core/checklist/textForRun.js';
import type { SafeStep } from '../../core/checklist/fence/safeSteps.js';
import type { FenceMark, FenceRun } from '../../protocol/checklistPage.js';
import type { PageButton } from '../../protocol/pageButton.js';
import { count, duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { button } from '../pageButton.js';
import { mayRunCommands, type ChecklistContext } from './checklistContext.js';
import { cleanText } from './cleanText.js';
import { dangerText } from './dangerWords.js';
import { placeholderText } from './placeholderWords.js';
import { nameOf, timeOf } from './whoAndWhen.js';

export const fenceButtons = ['run', 'run-in-terminal', 'copy', 'cancel', 'instead'] as const;

/** A block of code as it stands: what would be run, what to know before, and what came of the last time. */
export function fenceMark({ fence, command }: RunFence, context: ChecklistContext): FenceMark {
  const last = context.run.commands.findLast((each) => each.fence === fence.id);
  const isRunning = last !== undefined && last.ended === undefined && context.runs(fence.id);
  const notes = command ? notesOf(command.problems.map(placeholderText), command.text) : [];
  const mayRun = command !== undefined && notes.length === 0 && mayRunCommands(context);
  const step = command?.steps.length === 1 ? command.steps[0] : undefined;
  return {
    id: fence.id,
    text: cleanText(command?.text ?? fence.text),
    notes: mayRun ? lineNotes(command) : notes,
    dangers: command && command.dangers.length > 0 ? dangerText(command.dangers).split('\n') : [],
    instead: step && mayRun ? insteadOf(step, context.run.subject.service) : undefined,
    buttons: isRunning ? [cancel, copy] : mayRun ? [run, runInTerminal, copy] : command ? [copy] : [],
    run: last && fenceRun(last, context),
    announcement: last?.ended && isFailure(last.ended) ? `The command has failed: ${commandEndWords(last.ended)}.` : '',
  };
}

const notesOf = (problems: readonly string[], text: string): readonly string[] => [
  ...problems,
  ...(hasUnseen(text) ? ['It has characters that cannot be seen, so it may not be what it seems: it is not run.'] : []),
];

const stops = 'Run ends it at the first line that fails; in a terminal the others follow.';
const linesWords = {
  bash: stops,
  sh: stops,
  zsh: stops,
  cmd: stops,
  powershell: 'All of its lines are run, also behind one that fails.',
} as const satisfies Record<FenceShell, string>;

const lineNotes = ({ shell, text }: FenceCommand): readonly string[] =>
  hasSeveralLines(text) ? [linesWords[shell]] : [];

const copy = button('copy', 'Copy', 'Copy the command');
const run = button('run', 'Run', 'Run the command');
const runInTerminal = button('run-in-terminal', 'Run in Terminal');
const cancel = button('cancel', 'Cancel');

const why = {
  scale:
    'The command can set other services back to what the Compose file says. Scalebook leaves them as they are, and checks first.',
  restart: 'Scalebook restarts one replica after the other, and waits until each is healthy.',
} as const satisfies Record<SafeStep['step'], string>;

function insteadOf(step: SafeStep, service: string): { readonly button: PageButton; readonly why: string } {
  const title = `${stepTitle(step, service)} with Scalebook`;
  return { button: button('instead', title, title, true), why: why[step.step] };
}

/** The run's own service goes without its name. */
function stepTitle(step: SafeStep, own: string): string {
  const named = (service: string): string => (service === own ? '' : ` ${oneLine(service)}`);
  if (step.step === 'restart') return `Restart${named(step.service)}`;
  const [[service, target] = ['', 0], ...others] = Object.entries(step.counts);
  return others.length > 0 ? `Scale ${count(others.length + 1, 'Service')}` : `Scale${named(service)} to ${target}`;
}

const isFailure = ({ how, exitCode }: CommandEnd): boolean => how === 'failed' || (exitCode ?? 0) !== 0;

const endings = {
  ended: 'ended',
  cancelled: 'cancelled',
  failed: 'could not begin',
  'in-terminal': 'in a terminal, where its end is not known',
} as const satisfies Record<CommandEnd['how'], string>;

/** `exit code 0`, `cancelled`. */
export const commandEndWords = ({ how, exitCode }: Pick<CommandEnd, 'how' | 'exitCode'>): string =>
  exitCode === undefined ? endings[how] : `exit code ${exitCode}`;

function fenceRun({ fence, startedAt, ended, by }: CommandRun, context: ChecklistContext): FenceRun {
  const began = `${timeOf(startedAt, context)}, ${nameOf(by, context)}`;
  if (!ended) {
    const output = outputText(context.outputs.get(fence) ?? '');
    // Its window was closed or reloaded, or is another one.
    if (!context.runs(fence)) return { tone: 'unknown', line: `its end was not seen, ${began}`, output };
    return { tone: 'running', line: `running since ${began}`, output };
  }
  const took = ended.how === 'in-terminal' ? '' : ` after ${duration(ended.at - startedAt)}`;
  return {
    tone: isFailure(ended) ? 'fail' : ended.exitCode === 0 ? 'pass' : 'unknown',
    line: `${commandEndWords(ended)}${took}, ${began}`,
    output: outputText(ended.output),
  };
}

const outputText = (output: string): string => cleanText(output.replaceAll('\r\n', '\n'));
