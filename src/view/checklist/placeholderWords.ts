import { placeholderNames, type PlaceholderProblem } from '../../core/checklist/fence/placeholder.js';

const words = {
  unknown: (name) => `{{${name}}} is no placeholder; there are ${placeholderNames.join(', ')}.`,
  missing: (name) => `This run has no ${name}.`,
  unsafe: (name) => `The ${name} of this run cannot be written into this command safely.`,
} as const satisfies Record<PlaceholderProblem['problem'], (name: string) => string>;

/** Why a placeholder of a command is not filled, in a sentence. */
export const placeholderText = ({ problem, name }: PlaceholderProblem): string => words[problem](name);
