import { reportPage } from '../../view/reportPage.js';
import { operationTitle } from '../../view/words/operationWords.js';
import { chooseOperation } from './chooseOperation.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

/** *Show Details*: all that the journal has of an operation, as a page. */
export const showDetails =
  ({ store, journal, pages }: Pick<CommandServices, 'store' | 'journal' | 'pages'>): CommandHandler =>
  async (...args) => {
    await (await journal()).load();
    const operation = await chooseOperation(args, store.state, {
      title: 'Show Details',
      fits: () => true,
      none: 'No operation has run from this workspace yet.',
    });
    if (operation) await pages.open(operationTitle(operation.plan), reportPage(operation, Date.now()));
  };
