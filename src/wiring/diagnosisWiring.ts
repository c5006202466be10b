import { Diagnoser } from '../app/diagnosis/diagnoser.js';
import type { DiagnoserNeeds } from '../app/diagnosis/diagnoserNeeds.js';
import { WhyItFailed } from '../app/diagnosis/whyItFailed.js';
import { DiagnosisDesk } from '../editor/diagnosis/diagnosisDesk.js';
import type { Pages } from '../editor/pages.js';

/** The part of the composition root that finds out what is wrong, a bundle of its own: made when somebody first asks. */
export function wireDiagnosis({ pages, ...needs }: DiagnoserNeeds & { readonly pages: Pages }): DiagnosisDesk {
  const diagnoser = new Diagnoser(needs);
  const { session, store } = needs;
  return new DiagnosisDesk(diagnoser, new WhyItFailed(diagnoser, store), session, store, pages);
}
