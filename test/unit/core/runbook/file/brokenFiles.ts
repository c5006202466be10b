import type { BrokenFile } from './brokenFile.js';
import { brokenMeanings } from './brokenMeanings.js';
import { brokenShapes } from './brokenShapes.js';
import { brokenVerification } from './brokenVerification.js';
import { brokenYaml } from './brokenYaml.js';

/** Files that no runbook comes out of, each broken in its own way. */
export const brokenFiles: readonly BrokenFile[] = [
  ...brokenYaml,
  ...brokenShapes,
  ...brokenMeanings,
  ...brokenVerification,
];
