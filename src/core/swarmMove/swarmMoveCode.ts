import type { Runbook } from '../runbook/runbook.js';
import type { Stack } from '../stack/stack.js';
import type { Result } from '../../util/result.js';
import type { ComposeFile } from './composeFile.js';
import type { MoveFinding } from './moveFinding.js';
import type { DeployProposal } from './proposal.js';

/** What a Compose stack would need on a Swarm; a bundle of its own, as it reads YAML. */
export interface SwarmMoveCode {
  /** Several files as one; the failure is a sentence. */
  readComposeFiles(texts: readonly string[]): Result<ComposeFile, string>;
  moveFindings(file: ComposeFile): readonly MoveFinding[];
  deployProposals(file: ComposeFile, stack: Stack, runbook: Runbook): readonly DeployProposal[];
  /** The proposals as a file to lay over the stack's own. */
  writeOverride(
    proposals: readonly DeployProposal[],
    heading: string,
    noteOf: (proposal: DeployProposal) => string,
  ): string;
}
