import assert from 'node:assert/strict';
import { CommandRunner } from '../../../../src/app/checklist/commandRunner.js';
import type { CommandEvent, DocumentFailure, ShellCommand, Shells } from '../../../../src/app/checklist/ports.js';
import type { ChecklistDocument } from '../../../../src/core/checklist/document.js';
import { fencesIn } from '../../../../src/core/checklist/fencesIn.js';
import { readChecklist } from '../../../../src/core/checklist/markdown/main.js';
import type { ChecklistRun } from '../../../../src/core/checklist/run.js';
import type { DockerContext } from '../../../../src/core/connection/dockerContext.js';
import { ok, type Result } from '../../../../src/util/result.js';
import { runSubject } from '../../support/runSubjects.js';
import { ManualClock } from './manualClock.js';

/** That the window of these tests speaks to. */
export const commandContext: DockerContext = {
  name: 'default',
  description: '',
  endpoint: { transport: 'unix', path: '/x.sock', raw: 'unix:///x.sock' },
};

/** A checklist with commands of every kind. */
export const commandText = `# Run

\`\`\`sh
echo first {{service}}
\`\`\`

\`\`\`sql
SELECT 1
\`\`\`

## More

\`\`\`sh
echo second
\`\`\`

\`\`\`bash
echo third
\`\`\`

## Dangerous

\`\`\`sh
docker volume rm x
\`\`\`

\`\`\`sh
echo {{nobody}}
\`\`\`

\`\`\`cmd
dir
\`\`\`

\`\`\`sh
echo a\u202eb
\`\`\`
`;
/** A run of it. */
export const commandRun: ChecklistRun = {
  id: 'r1',
  name: 'A run',
  source: { from: 'file', uri: 'file:///w/a.md' },
  subject: runSubject(),
  by: 'kim',
  startedAt: 0,
  endedAt: undefined,
  countsBefore: {},
  items: new Map(),
  closed: new Map(),
  teamToldAt: undefined,
  teamToldEndAt: undefined,
  commands: [],
};

interface Call {
  readonly command: ShellCommand;
  readonly write: (some: string) => void;
  readonly end: (exitCode: number | undefined, detail?: string) => void;
  readonly signal: AbortSignal;
}

/** A runner of commands with everything around it, to be changed by `state`. */
export function commandWorld() {
  const calls: Call[] = [];
  const events: CommandEvent[] = [];
  const outputs: string[] = [];
  const asked: string[] = [];
  const terminals: ShellCommand[] = [];
  const state = {
    run: commandRun as ChecklistRun | undefined,
    context: commandContext as DockerContext | undefined,
    document: ok(readChecklist(commandText)) as Result<ChecklistDocument, DocumentFailure>,
    isTrusted: true,
    isProtected: false,
    folder: '/w' as string | undefined,
    agrees: () => Promise.resolve(true),
    keeps: () => Promise.resolve(),
  };
  const clock = new ManualClock();
  const shells: Shells = {
    knows: (shell) => shell !== 'cmd',
    run: (command, write, signal) =>
      new Promise((resolve) => {
        const end: Call['end'] = (exitCode, detail) => resolve({ exitCode, detail });
        signal.addEventListener('abort', () => end(undefined));
        calls.push({ command, write, end, signal });
      }),
  };
  const runner = new CommandRunner({
    runs: { find: (id) => (id === 'r1' ? state.run : undefined) },
    documents: { read: () => Promise.resolve(state.document) },
    witness: {
      record: async (event) => {
        await state.keeps();
        events.push(event);
      },
      output: (_run, _fence, some) => outputs.push(some),
    },
    desk: {
      isTrusted: () => state.isTrusted,
      folderOf: () => state.folder,
      isProtected: (context) => state.isProtected && context === commandContext.name,
      agrees: (command) => {
        asked.push(command);
        return state.agrees();
      },
      openTerminal: (command) => void terminals.push(command),
    },
    shells,
    context: () => state.context,
    clock,
    who: 'kim',
  });
  const fences = fencesIn(readChecklist(commandText).blocks);
  const fence = (part: string): string => fences.find((one) => one.text.includes(part))?.id ?? assert.fail(part);
  return { runner, state, calls, events, outputs, asked, terminals, clock, fence };
}
