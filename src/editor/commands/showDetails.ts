import { reportPage } from '../../view/reportPage.js';
import { operationTitle } from '../../view/words/operation/operationWords.js';
import { chooseOperation } from './ask/chooseOperation.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { verificationOfArguments } from './arguments/verificationOfArguments.js';

/** *Show Details from History*: all that the journal has of an operation, or of a verification, as a page. */
export const showDetails =
  ({
    store,
    journal,
    pages,
    reports,
  }: Pick<CommandServices, 'store' | 'journal' | 'pages' | 'reports'>): CommandHandler =>
  async (...args) => {
    await (await journal()).load();
    const verification = verificationOfArguments(args, store.state);
    if (verification) return (await reports()).show(verification.id);
    const operation = await chooseOperation(args, store.state, {
      title: 'Show Details',
      fits: () => true,
      none: 'No operation has run from this workspace yet.',
    });
    if (!operation) return;
    const page = reportPage(operation, Date.now(), store.state.verifications);
    await pages.open(operationTitle(operation.plan), page);
  };
