import type { Target } from './support/target.js';
import { containersTarget, engineAnswersTarget } from './targets/engineAnswers.js';
import { httpAnswersTarget } from './targets/httpAnswers.js';
import { markdownTarget } from './targets/markdown.js';
import { pageMessagesTarget } from './targets/pageMessages.js';
import { runbookTarget } from './targets/runbook.js';
import { textsTarget } from './targets/texts.js';

/** Every door that is tried. */
export const targets: readonly Target[] = [
  runbookTarget,
  markdownTarget,
  containersTarget,
  engineAnswersTarget,
  httpAnswersTarget,
  pageMessagesTarget,
  textsTarget,
];
