import * as vscode from 'vscode';
import type { Verification } from '../../core/verification/verificationRun.js';
import { verificationFacts } from '../../view/rows/verificationRows.js';
import { verifiedSubject } from '../../view/verification/verificationSentence.js';
import { dayTitle } from '../../view/words/moments.js';
import { userName } from '../user.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { verificationOfArguments } from './arguments/verificationOfArguments.js';

interface VerificationItem extends vscode.QuickPickItem {
  readonly verification?: Verification;
}

/** *Open Verification Report*: of the row, of the one that a caller names as `{ "verification": "…" }`, or of one that a person picks. */
export const openVerification =
  ({ store, journal, reports }: Pick<CommandServices, 'store' | 'journal' | 'reports'>): CommandHandler =>
  async (...args) => {
    await (await journal()).load();
    const verification = verificationOfArguments(args, store.state) ?? (await pick(store.state.verifications));
    if (verification) await (await reports()).show(verification.id);
  };

async function pick(verifications: readonly Verification[]): Promise<Verification | undefined> {
  if (verifications.length === 0) {
    const verify = 'Verify Stack';
    const picked = await vscode.window.showInformationMessage(
      'Nothing has been verified from this workspace yet, so there is no report to open.',
      verify,
    );
    if (picked) await vscode.commands.executeCommand('scalebook.verifyStack');
    return undefined;
  }
  const look = { now: Date.now(), zone: undefined, user: userName() };
  let day = '';
  const items = verifications.flatMap((verification): readonly VerificationItem[] => {
    const label = verifiedSubject(verification);
    const item = { label, description: verificationFacts(verification, look).join(' · '), verification };
    const itsDay = dayTitle(verification.startedAt, look.now, look.zone);
    if (itsDay === day) return [item];
    day = itsDay;
    return [{ label: day, kind: vscode.QuickPickItemKind.Separator }, item];
  });
  const options = { title: 'Open Verification Report', placeHolder: 'Which verification?', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.verification;
}
