import * as z from 'zod/mini';
import { verificationContract, type VerificationContract } from '../../protocol/verificationContract.js';
import type { PageKind } from './pagePanel.js';

const button = z.string().check(z.maxLength(40));
/** Ids of checks have names of services and flows in them. */
const check = z.string().check(z.maxLength(500));

/** The page of a verification's report. */
export const verificationKind: PageKind<VerificationContract> = {
  contract: verificationContract,
  shapes: {
    ready: z.null(),
    press: z.strictObject({ button }),
    pressOn: z.strictObject({ check, button }),
    again: z.strictObject({ check }),
  },
  files: 'verification',
};

const state = z.object({ verification: z.string().check(z.regex(/^[\w.:-]{1,80}$/)) });

/** Which report a page was, by what it kept over a reload; undefined where it kept nothing that can be read. */
export function verificationOfState(kept: unknown): string | undefined {
  const read = state.safeParse(kept);
  return read.success ? read.data.verification : undefined;
}
