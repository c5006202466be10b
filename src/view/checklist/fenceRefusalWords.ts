import type { FenceRefusal } from '../../core/checklist/fence/fenceRefusal.js';
import { oneLine } from '../markdown.js';
import { documentFailureText } from './documentFailureWords.js';
import { placeholderText } from './placeholderWords.js';

/** Why a command of a checklist was not run; empty where the person who is told has just said so. */
export function fenceRefusalText(refusal: FenceRefusal): string {
  switch (refusal.reason) {
    case 'untrusted':
      return 'This workspace is not trusted, so nothing was run. Trust the workspace first.';
    case 'no-run':
      return 'This run of the checklist has ended, so nothing was run. Begin another one.';
    case 'no-document':
      return `${documentFailureText(refusal.failure)} Nothing was run.`;
    case 'no-command':
      return 'The file has changed, and the command is not in it as it was. Nothing was run; look at it again.';
    case 'placeholders':
      return `${refusal.problems.map(placeholderText).join(' ')} Nothing was run.`;
    case 'unseen':
      return 'The command has characters that cannot be seen, so it may not be what it seems. Nothing was run; type it anew in the file.';
    case 'other-context':
      return refusal.now === undefined
        ? 'No Docker context is chosen, so nothing was run. Choose one first.'
        : `This run is about ${oneLine(refusal.of)}, and the window speaks to ${oneLine(refusal.now)}. Nothing was run; choose that context first.`;
    case 'no-cli-context':
      return 'The Docker CLI cannot be pointed to this context, so nothing was run. Copy the command, and run it where the CLI reaches that engine.';
    case 'no-folder':
      return 'The checklist is not in a folder of this machine, so there is nowhere to run its commands. Open a folder first.';
    case 'no-shell':
      return `The command is written for ${refusal.shell}, which this machine does not have. Nothing was run; write it for another shell, or copy it to a machine that has this one.`;
    case 'not-kept':
      return 'That the command is run could not be kept in the journal, so nothing was run. See that the disk has room; the output says why.';
    case 'running':
      return 'The command is running already. Wait for its end, or cancel it.';
    case 'not-agreed':
      return '';
  }
}
