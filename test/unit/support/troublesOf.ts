import { troubleOf } from '../../../src/core/diagnosis/cause.js';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis.js';

/** The troubles that it comes to, the most likely first. */
export const troublesOf = ({ causes }: Pick<Diagnosis, 'causes'>): readonly ReturnType<typeof troubleOf>[] => [
  ...new Set(causes.map(troubleOf)),
];
