import type { ChecklistDocument } from '../../core/checklist/document.js';
import type { Danger } from '../../core/checklist/fence/dangersIn.js';
import { fenceCommand } from '../../core/checklist/fence/fenceCommand.js';
import { hasUnseen } from '../../core/checklist/fence/unseen.js';
import { fencesIn } from '../../core/checklist/fencesIn.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import { cliEnvironment, type CliEnvironment } from '../../core/connection/cliEnvironment.js';
import type { DockerContext } from '../../core/connection/dockerContext.js';
import { isDemo } from '../../core/demo/demoContext.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { CommandDesk, FenceRefusal, ShellCommand, Shells } from './ports.js';

/** A command that may be run, once a person has agreed to its dangers. */
export interface PreparedFence {
  readonly fence: string;
  readonly command: ShellCommand;
  readonly dangers: readonly Danger[];
  /** By its name. */
  readonly context: string;
}

export interface PrepareParts {
  readonly desk: CommandDesk;
  readonly shells: Shells;
  /** That this window speaks to. */
  readonly context: () => DockerContext | undefined;
}

interface Place {
  readonly folder: string;
  readonly environment: CliEnvironment;
  readonly context: string;
}

/** Where commands of a run are run, and with what: the same for all of them. */
function placeOf(run: ChecklistRun, { desk, context }: PrepareParts): Result<Place, FenceRefusal> {
  if (!desk.isTrusted()) return fail({ reason: 'untrusted' });
  const now = context();
  const of = run.subject.context;
  // One of no stack is of no context either.
  if (!now || (of !== '' && now.name !== of)) return fail({ reason: 'other-context', of, now: now?.name });
  const environment = isDemo(now) ? undefined : cliEnvironment(now);
  if (!environment) return fail({ reason: 'no-cli-context' });
  const folder = desk.folderOf(run.source);
  return folder === undefined ? fail({ reason: 'no-folder' }) : ok({ folder, environment, context: now.name });
}

/** Takes a command from the file as it is now, and refuses what must not be run as it stands there. */
export function prepareCommand(
  document: ChecklistDocument,
  fence: string,
  run: ChecklistRun,
  parts: PrepareParts,
): Result<PreparedFence, FenceRefusal> {
  const place = placeOf(run, parts);
  if (!place.ok) return place;
  const found = fencesIn(document.blocks).find(({ id }) => id === fence);
  const command = found && fenceCommand(found, run.subject);
  if (!command) return fail({ reason: 'no-command' });
  const { shell, text, problems, dangers } = command;
  if (problems.length > 0) return fail({ reason: 'placeholders', problems });
  if (hasUnseen(text)) return fail({ reason: 'unseen' });
  if (!parts.shells.knows(shell)) return fail({ reason: 'no-shell', shell });
  const { folder, environment, context } = place.value;
  return ok({ fence, command: { shell, text, folder, environment }, dangers, context });
}
