import type { ChecklistMarks, ChecklistPage } from './checklistPage.js';
import { command, notification, request } from './message.js';

/** A sentence to say where it could not be done; empty where it was. */
export interface Refusal {
  readonly refusal: string;
}

/** Between the panel of a checklist and its host. The text of a command never comes from the page. */
export const checklistContract = {
  /** The whole page, once for each version of its text. */
  show: notification<ChecklistPage>(),
  /** What has changed since. */
  mark: notification<ChecklistMarks>(),
  /** Which run it is, to be kept. */
  identify: notification<Pick<ChecklistPageState, 'run'>>(),
  /** Brings a heading into sight. */
  reveal: notification<{ readonly heading: string }>(),
  /** The page listens, and wants to be shown what there is. */
  ready: command(),
  /** A button of the page's head or foot. */
  press: command<{ readonly button: string }>(),
  pressOnStage: command<{ readonly stage: string; readonly button: string }>(),
  pressOnItem: command<{ readonly item: string; readonly button: string }>(),
  pressOnFence: command<{ readonly fence: string; readonly button: string }>(),
  /** A link, by its number in this version of the text. */
  follow: command<{ readonly version: number; readonly link: number }>(),
  /** `reason` is empty where none was asked for. */
  tick: request<{ readonly item: string; readonly isTicked: boolean; readonly reason: string }, Refusal>(),
  note: request<{ readonly item: string; readonly text: string }, Refusal>(),
};

export type ChecklistContract = typeof checklistContract;

/** What the page keeps for itself while nobody can see it, and over a reload of the window. */
export interface ChecklistPageState {
  /** Which run it is. */
  readonly run: string;
  /** Items whose details are unfolded, and stages of which those that do not apply are. */
  readonly unfolded: readonly string[];
  /** Pixels. */
  readonly scrolledTo: number;
}
