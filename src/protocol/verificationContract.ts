import { command, notification, request } from './message.js';
import type { VerificationPage } from './verificationPage.js';

/** Between the report of a verification and its host. */
export const verificationContract = {
  /** The whole page, whenever something of it has changed. */
  show: notification<VerificationPage>(),
  /** Which report it is, to be kept. */
  identify: notification<Pick<VerificationPageState, 'verification'>>(),
  /** The page listens, and wants to be shown what there is. */
  ready: command(),
  /** A button of the report as a whole. */
  press: command<{ readonly button: string }>(),
  /** A button of a check. */
  pressOn: command<{ readonly check: string; readonly button: string }>(),
  /** Makes one check anew. Answers once that is done, with a sentence to say where it could not be. */
  again: request<{ readonly check: string }, { readonly refusal: string }>(),
};

export type VerificationContract = typeof verificationContract;

/** What the page keeps for itself while nobody can see it, and over a reload of the window. */
export interface VerificationPageState {
  /** Which report it is. */
  readonly verification: string;
  /** Checks whose details are unfolded. */
  readonly unfolded: readonly string[];
  /** Pixels. */
  readonly scrolledTo: number;
}
