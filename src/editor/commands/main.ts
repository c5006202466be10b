import * as vscode from 'vscode';
import type { CommandId } from '../ids.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { addNote } from './addNote.js';
import { applyProfile } from './applyProfile.js';
import { cancelOperation } from './cancelOperation.js';
import { copyId } from './copyId.js';
import { createRunbook } from './createRunbook.js';
import { diagnoseService } from './diagnoseService.js';
import { explainDecision } from './explainDecision.js';
import { endChecklist, exportChecklist } from './endChecklist.js';
import { exportReport } from './exportReport.js';
import { clearFilter, filter } from './filter.js';
import { repeatOperation, resumeOperation, undoOperation } from './followUpOperation.js';
import { inspect } from './inspect.js';
import { moveToSwarm } from './moveToSwarm.js';
import { openAsChecklist } from './openAsChecklist.js';
import { openChecklist } from './openChecklist.js';
import { openDashboard } from './openDashboard.js';
import { openLogs } from './openLogs.js';
import { openRunbook } from './openRunbook.js';
import { openShell } from './openShell.js';
import { openVerification } from './openVerification.js';
import { playScenario } from './playScenario.js';
import { raiseConnections } from './raiseConnections.js';
import { refresh } from './refresh.js';
import { restartService } from './restartService.js';
import { returnToBaseline } from './returnToBaseline.js';
import { scaleAsRecommended } from './scaleAsRecommended.js';
import { scaleByOne } from './scaleByOne.js';
import { scaleService } from './scaleService.js';
import { scaleStack } from './scaleStack.js';
import { selectContext } from './selectContext.js';
import { sendTestMessage } from './sendTestMessage.js';
import { setCredentials } from './setCredentials.js';
import { showDetails } from './showDetails.js';
import { setTeamWebhook } from './setTeamWebhook.js';
import { showSchedule } from './showSchedule.js';
import { tryDemo } from './tryDemo.js';
import { verifyService, verifyStack } from './verify.js';

/** The bundle's entry: what each command does. An id without a handler does not compile. */
export function commandHandlers(services: CommandServices): Readonly<Record<CommandId, CommandHandler>> {
  return {
    'scalebook.scaleService': scaleService(services),
    'scalebook.scaleUpOne': scaleByOne(services, 1),
    'scalebook.scaleDownOne': scaleByOne(services, -1),
    'scalebook.returnToBaseline': returnToBaseline(services),
    'scalebook.applyProfile': applyProfile(services),
    'scalebook.scaleStack': scaleStack(services),
    'scalebook.raiseConnections': raiseConnections(services),
    'scalebook.scaleAsRecommended': scaleAsRecommended(services),
    'scalebook.explainDecision': explainDecision(services),
    'scalebook.openDashboard': openDashboard(services),
    'scalebook.diagnoseService': diagnoseService(services),
    'scalebook.verifyStack': verifyStack(services),
    'scalebook.verifyStackQuick': verifyStack(services, 'quick'),
    'scalebook.verifyService': verifyService(services),
    'scalebook.openVerification': openVerification(services),
    'scalebook.restartService': restartService(services),
    'scalebook.selectContext': selectContext(services),
    'scalebook.refresh': refresh(services),
    'scalebook.filter': filter(services),
    'scalebook.clearFilter': clearFilter(services),
    'scalebook.openLogs': openLogs(services),
    'scalebook.openShell': openShell(services),
    'scalebook.inspect': inspect(services),
    'scalebook.copyId': copyId(services),
    'scalebook.showOutput': () => services.log.show(),
    'scalebook.createRunbook': createRunbook(services),
    'scalebook.moveToSwarm': moveToSwarm(services),
    'scalebook.openRunbook': openRunbook(services),
    'scalebook.showSchedule': showSchedule(services),
    'scalebook.openChecklist': openChecklist(services),
    'scalebook.openAsChecklist': openAsChecklist(services),
    'scalebook.endChecklist': endChecklist(services),
    'scalebook.exportChecklist': exportChecklist(services),
    'scalebook.setCredentials': setCredentials(services),
    'scalebook.showDetails': showDetails(services),
    'scalebook.exportReport': exportReport(services),
    'scalebook.addNote': addNote(services),
    'scalebook.cancelOperation': cancelOperation(services),
    'scalebook.resumeOperation': resumeOperation(services),
    'scalebook.undoOperation': undoOperation(services),
    'scalebook.repeatOperation': repeatOperation(services),
    'scalebook.tryDemo': tryDemo(services),
    'scalebook.playScenario': playScenario(services),
    'scalebook.setTeamWebhook': setTeamWebhook(services),
    'scalebook.sendTestMessage': sendTestMessage(services),
    'scalebook.openSidebar': async () => {
      await vscode.commands.executeCommand('scalebook.stacks.focus');
    },
  };
}
