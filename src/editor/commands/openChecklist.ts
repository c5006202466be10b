import * as vscode from 'vscode';
import { connectedContext } from '../../core/connection/connectionState.js';
import { stackSubject } from '../../core/checklist/stackSubject.js';
import { titleOf } from '../../core/runbook/runbook.js';
import { operationOfRow } from '../../view/rows/historyRows.js';
import { runOfRow, sourceOfRow } from '../../view/checklist/runRows.js';
import { askTarget } from './ask/askTarget.js';
import { chooseChecklist } from './ask/chooseChecklist.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';
import { onStack } from './arguments/onStack.js';
import { openAsChecklist } from './openAsChecklist.js';
import type { OperationServices } from './operation/operationServices.js';
import { ownArgument } from './arguments/ownArgument.js';
import { serviceSubject } from './arguments/serviceSubject.js';

type Services = OperationServices & Pick<CommandServices, 'checklists' | 'journal'>;

/** *Open Checklist*: goes on with a run, or begins one for a service, an operation or the whole stack. */
export const openChecklist =
  (services: Services): CommandHandler =>
  async (...args) => {
    const [row] = args;
    if (typeof row === 'string') return openRow(services, row, args);
    if (row !== undefined && row !== null) return forService(services, args);
    const chosen = await chooseChecklist(services);
    switch (chosen?.open) {
      case undefined:
        return;
      case 'run':
        return (await services.checklists()).open(chosen.run);
      case 'service':
        return forService(services, []);
      case 'stack':
        return forStack(services)();
      case 'file':
        return openAsChecklist(services)();
    }
  };

async function openRow(services: Services, row: string, args: readonly unknown[]): Promise<void> {
  const run = runOfRow(row);
  if (run !== undefined) return (await services.checklists()).open(run);
  const source = sourceOfRow(row);
  if (source?.from === 'file') return openAsChecklist(services)(vscode.Uri.parse(source.uri, true));
  if (source) return forService(services, []);
  const operation = operationOfRow(row);
  if (operation === undefined) return forService(services, args);
  await (await services.journal()).load();
  const found = services.store.state.operations.find(({ id }) => id === operation);
  if (found) await (await services.checklists()).openForOperation(found);
}

/** `{ "service": "pdf-worker", "replicas": 10 }`; without a count the one that is recommended, and where none is, a person says it. */
const forService = (services: Services, args: readonly unknown[]): Promise<void> | void => {
  const { own } = ownArgument(args, 'replicas');
  return lookAtServices(services, 'Open Checklist', async ([found]) => {
    if (!found) return;
    const desk = await services.checklists();
    const source = { from: 'bundled' } as const;
    const subject = serviceSubject(services.store, found, typeof own === 'number' ? own : undefined);
    const known = await desk.openOne(source, subject);
    if (known) return;
    const target = subject.target ?? (await askTarget(services, [found]));
    if (target !== undefined)
      await desk.begin(source, { ...subject, target }, titleOf(found.runbook, found.service.name));
  })(...args);
};

const forStack = (services: Services): CommandHandler =>
  onStack(services, 'Open Checklist', async (stack) => {
    const subject = stackSubject(connectedContext(services.store.state.connection) ?? '', stack);
    await (await services.checklists()).openFor({ from: 'bundled' }, subject, stack.name);
  });
