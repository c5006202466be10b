import type { ChecklistRun } from '../../core/checklist/run.js';
import type { TeamMessage } from '../../core/team/teamMessage.js';
import { oneLine } from '../markdown.js';
import { labelled } from '../words/demoLabel.js';

/** What a team reads from a checklist, before a scaling begins. How long it takes is the runbook's own figure. */
export function plannedMessage({ name, subject }: ChecklistRun, by: string): TeamMessage {
  return {
    event: 'planned',
    tone: 'plain',
    title: `About to begin: ${labelled(subject.context, oneLine(name))}`,
    text: `${oneLine(by)} is about to change ${oneLine(subject.stack) || 'a stack'}. It takes 3 to 5 minutes a service, and nobody should notice.`,
    facts: [
      { name: 'Expected duration', value: '3 to 5 minutes a service' },
      { name: 'Impact', value: 'none expected' },
      { name: 'By', value: oneLine(by) },
      { name: 'Docker context', value: oneLine(subject.context) || 'none' },
    ],
  };
}
