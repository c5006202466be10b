import { Diagnoser } from './app/diagnosis/diagnoser.js';
import type { DiagnoserNeeds } from './app/diagnosis/diagnoserNeeds.js';
import { DiagnosisDesk } from './editor/diagnosis/diagnosisDesk.js';
import type { Pages } from './editor/pages.js';

/** The part of the composition root that finds out what is wrong, a bundle of its own: made when somebody first asks. */
export const wireDiagnosis = ({ pages, ...needs }: DiagnoserNeeds & { readonly pages: Pages }): DiagnosisDesk =>
  new DiagnosisDesk(new Diagnoser(needs), needs.session, pages);
