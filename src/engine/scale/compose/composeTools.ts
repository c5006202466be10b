import type { PathExists } from '../replicate/pathExists.js';
import type { RunProgram } from '../runProgram.js';

/** What of this machine the Compose scaler works with. */
export interface ComposeTools {
  readonly run: RunProgram;
  /** The Docker CLI: a path, or a name to be found on PATH. */
  readonly dockerPath: string;
  readonly exists: PathExists;
  /** The environment that the user's own `docker` would see. */
  readonly env: NodeJS.ProcessEnv;
}
