/** Commands that a tooltip may offer; the editor is told to trust these and no other. */
export const linkedCommands = [
  'scalebook.scaleAsRecommended',
  'scalebook.explainDecision',
  'scalebook.openDashboard',
  'scalebook.showSchedule',
] as const;
export type LinkedCommand = (typeof linkedCommands)[number];

/** A link that runs a command of ours. The argument is an id: it is encoded, so that no name in it can end the link. */
export function commandLink(title: string, command: LinkedCommand, id: string): string {
  const args = encodeURIComponent(JSON.stringify([id])).replace(
    /[()'!*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `[${title}](command:${command}?${args})`;
}
