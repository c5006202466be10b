import * as z from 'zod/mini';
import { checklistContract, type ChecklistContract } from '../../protocol/checklistContract.js';
import type { PageKind } from './pagePanel.js';

const button = z.string().check(z.maxLength(40));
/** Of items, stages and commands; made of their words or of a digest of them. */
const id = z.string().check(z.maxLength(300));
const written = z.string().check(z.maxLength(500));

/** The panel of a checklist. */
export const checklistKind: PageKind<ChecklistContract> = {
  contract: checklistContract,
  shapes: {
    ready: z.null(),
    press: z.strictObject({ button }),
    pressOnStage: z.strictObject({ stage: id, button }),
    pressOnItem: z.strictObject({ item: id, button }),
    pressOnFence: z.strictObject({ fence: id, button }),
    follow: z.strictObject({ version: z.int(), link: z.int().check(z.nonnegative()) }),
    tick: z.strictObject({ item: id, isTicked: z.boolean(), reason: written }),
    note: z.strictObject({ item: id, text: written.check(z.minLength(1)) }),
  },
  files: 'checklist',
  showsImages: true,
};

const state = z.object({ run: z.string().check(z.regex(/^[\w.:-]{1,80}$/)) });

/** Which run a page was of, by what it kept over a reload; undefined where it kept nothing that can be read. */
export function runOfState(kept: unknown): string | undefined {
  const read = state.safeParse(kept);
  return read.success ? read.data.run : undefined;
}
