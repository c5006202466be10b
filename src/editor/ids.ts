/** Every id that package.json and the code share. A test compares both ways. */

export const commandIds = [
  'scalebook.scaleService',
  'scalebook.scaleUpOne',
  'scalebook.scaleDownOne',
  'scalebook.returnToBaseline',
  'scalebook.applyProfile',
  'scalebook.scaleStack',
  'scalebook.raiseConnections',
  'scalebook.scaleAsRecommended',
  'scalebook.explainDecision',
  'scalebook.openDashboard',
  'scalebook.diagnoseService',
  'scalebook.verifyStack',
  'scalebook.verifyStackQuick',
  'scalebook.verifyService',
  'scalebook.openVerification',
  'scalebook.restartService',
  'scalebook.selectContext',
  'scalebook.refresh',
  'scalebook.filter',
  'scalebook.clearFilter',
  'scalebook.openLogs',
  'scalebook.openShell',
  'scalebook.inspect',
  'scalebook.copyId',
  'scalebook.showOutput',
  'scalebook.openSidebar',
  'scalebook.createRunbook',
  'scalebook.moveToSwarm',
  'scalebook.openRunbook',
  'scalebook.showSchedule',
  'scalebook.openChecklist',
  'scalebook.openAsChecklist',
  'scalebook.endChecklist',
  'scalebook.exportChecklist',
  'scalebook.setCredentials',
  'scalebook.showDetails',
  'scalebook.exportReport',
  'scalebook.addNote',
  'scalebook.cancelOperation',
  'scalebook.resumeOperation',
  'scalebook.undoOperation',
  'scalebook.repeatOperation',
  'scalebook.tryDemo',
  'scalebook.playScenario',
  'scalebook.setTeamWebhook',
  'scalebook.sendTestMessage',
] as const;
export type CommandId = (typeof commandIds)[number];

export const settingKeys = [
  'scalebook.scaler',
  'scalebook.statusBar',
  'scalebook.readingInterval',
  'scalebook.dockerPath',
  'scalebook.runbookFile',
  'scalebook.notifications',
  'scalebook.scheduleActs',
  'scalebook.protectedContexts',
  'scalebook.tellTeam',
  'scalebook.verifyAfter',
] as const;
export type SettingKey = (typeof settingKeys)[number];

export const contextKeys = [
  'scalebook.state',
  'scalebook.filtered',
  'scalebook.journal',
  'scalebook.running',
  'scalebook.demo',
] as const;
export type ContextKey = (typeof contextKeys)[number];

export const stacksViewId = 'scalebook.stacks';
export const checklistsViewId = 'scalebook.checklists';
export const historyViewId = 'scalebook.history';

/** Pages of reports; the window's memory has it. */
export const verificationPanelType = 'scalebook.verification';

/** Dashboards; the window's memory has it. */
export const dashboardPanelType = 'scalebook.dashboard';

/** Pages of checklists; the window's memory has it. */
export const checklistPanelType = 'scalebook.checklist';
