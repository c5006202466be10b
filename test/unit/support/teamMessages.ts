import type { TeamMessage } from '../../../src/core/team/teamMessage.js';

export const teamMessage = (changes: Partial<TeamMessage> = {}): TeamMessage => ({
  event: 'started',
  tone: 'plain',
  title: 'Scale PDF Worker 3 → 10',
  text: 'ann began it. It takes about 5 min.',
  facts: [
    { name: 'Context', value: 'local' },
    { name: 'Impact', value: 'none expected' },
  ],
  ...changes,
});
