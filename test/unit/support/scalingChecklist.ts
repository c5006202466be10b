import type { ChecklistDocument } from '../../../src/core/checklist/document.js';
import type { ChecklistContext } from '../../../src/view/checklist/checklistContext.js';
import { codeBlock, contextOf, documentOf, heading, item, listOf, paragraph, entry } from './checklistDocuments.js';
import { runOf } from './checklistRuns.js';

const scaleCommand = 'docker compose up -d --scale {{service}}={{target}}';

/** The steps of a scaling, with one of everything in them. */
export const scalingDocument: ChecklistDocument = documentOf(
  heading(1, 'Scaling'),
  paragraph('For one service or the whole stack. Go from top to bottom.'),
  heading(2, 'Pre-scaling'),
  listOf(
    item('Metrics reviewed', { check: 'metrics-known' }),
    item('Decision justified', { check: 'decision-justified' }),
    item('Instance counts noted', { check: 'counts-noted' }, [
      paragraph('Count the instances of each service.'),
      codeBlock('docker compose ps'),
    ]),
    item('Host resources', { check: 'host-resources', action: 'explain' }),
    item('Database connections', { check: 'database-connections', when: 'database' }),
    item('Dashboards open', { action: 'open-dashboard' }),
    item('Team notified', { action: 'tell-team' }),
    item('Backup operator available'),
  ),
  heading(2, 'During'),
  listOf(
    item('The scaling is started', { check: 'operation-started', action: 'scale' }, [
      codeBlock(scaleCommand),
      codeBlock('docker system prune --force'),
    ]),
    item('New replicas appear', { check: 'replicas-appeared' }),
    item('The logs are followed', { action: 'open-logs' }, [
      listOf(item('Of the workers'), item('Of the backend'), entry(paragraph('Errors of the start are no errors.'))),
    ]),
  ),
  heading(2, 'After'),
  listOf(
    item('Every replica is healthy', { check: 'replicas-healthy' }),
    item('Answers are faster than before', { check: 'response-time' }),
    item('The team knows that it is done', { action: 'tell-team' }),
  ),
);

/** Two minutes into it: what a machine can see is seen, and somebody has begun. */
export const scalingContext = (changes: Partial<ChecklistContext> = {}): ChecklistContext =>
  contextOf(scalingDocument, {
    run: runOf([
      [
        1,
        {
          event: 'item-seen',
          item: 'Metrics reviewed',
          seen: { verdict: 'pass', evidence: 'queue 263 (> 200) for 6 min' },
        },
      ],
      [
        1,
        {
          event: 'item-seen',
          item: 'Decision justified',
          seen: { verdict: 'pass', evidence: 'prepare since 13:57; matrix row 3' },
        },
      ],
      [1, { event: 'item-seen', item: 'Instance counts noted', seen: { verdict: 'pass', evidence: '1 / 1 / 3' } }],
      [1, { event: 'item-seen', item: 'Host resources', seen: { verdict: 'fail', evidence: 'needs 14 GiB, 11 free' } }],
      [
        1,
        {
          event: 'item-seen',
          item: 'Database connections',
          seen: { verdict: 'not-needed', evidence: 'no backend is scaled' },
        },
      ],
      [
        2,
        {
          event: 'item-seen',
          item: 'Answers are faster than before',
          seen: { verdict: 'unknown', evidence: 'no metrics' },
        },
      ],
      [20, { event: 'item-ticked', item: 'Dashboards open', by: 'ana', reason: undefined }],
      [30, { event: 'item-note', item: 'Host resources', by: 'bo', text: 'The other stack is stopped at 14:10.' }],
    ]),
    ...changes,
  });
