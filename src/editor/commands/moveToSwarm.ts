import * as vscode from 'vscode';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { Stack } from '../../core/stack/stack.js';
import { list } from '../../view/figures.js';
import { oneLine } from '../../view/markdown.js';
import { overrideHeading, overrideNote, swarmMovePage } from '../../view/swarmMovePage.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './arguments/onStack.js';
import { sentence } from '../../view/words/sentence.js';
import { tell } from '../tell.js';
import { openComposeFile } from './remedy/openComposeFile.js';

type Services = Pick<CommandServices, 'session' | 'store' | 'pages' | 'swarmMove'>;

/** *Move to Swarm*: what a Compose stack would need there, and a proposal of its deploy sections. Deploys nothing, writes no file. */
export const moveToSwarm = (services: Services): CommandHandler =>
  onStack(services, 'Move to Swarm', async (stack) => {
    const refuse = (why: string): void => void vscode.window.showErrorMessage(`${why} Nothing was read or changed.`);
    if (stack.kind === 'swarm') return void refuse(`${oneLine(stack.name)} runs on a Swarm already.`);
    const paths = composeFilesOf(stack);
    if (paths.length === 0)
      return void refuse(
        `Compose read ${oneLine(stack.name)} from its standard input, so there is no file to look at.`,
      );
    const texts = await Promise.all(paths.map(readText));
    const missing = paths.filter((_, index) => texts[index] === undefined);
    if (missing.length > 0)
      return void refuse(
        `${list(missing.map(oneLine))} cannot be read on this machine. Run this where the Compose files are, or copy them to the same path.`,
      );
    await showMove(
      services,
      stack,
      paths,
      texts.filter((text) => text !== undefined),
    );
  });

async function showMove(
  { store, pages, swarmMove }: Services,
  stack: Stack,
  paths: readonly string[],
  texts: readonly string[],
): Promise<void> {
  const code = await swarmMove();
  const file = code.readComposeFiles(texts);
  if (!file.ok)
    return void tell(
      'error',
      `${list(paths.map(oneLine))} could not be understood: ${sentence(file.error)} Nothing was changed; mend the file first.`,
      { 'Open Compose File': () => openComposeFile(stack) },
    );
  const runbook = runbookFor(stack, store.state.runbooks);
  const proposals = code.deployProposals(file.value, stack, runbook);
  const content = code.writeOverride(proposals, overrideHeading(stack.name), overrideNote);
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document, { preview: false });
  const page = swarmMovePage(stack.name, paths, Object.keys(file.value.services), code.moveFindings(file.value));
  await pages.open(`Move ${stack.name} to Swarm`, page);
}

const composeFilesOf = (stack: Stack): readonly string[] =>
  stack.services.find(({ origin }) => origin)?.origin?.configFiles ?? [];

const maxBytes = 1024 * 1024;

/** The path is from a label, which anybody may have written: only what looks like a Compose file is opened, and only up to a size. */
async function readText(path: string): Promise<string | undefined> {
  if (!/\.(ya?ml|json)$/i.test(path)) return undefined;
  try {
    const uri = vscode.Uri.file(path);
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxBytes) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
