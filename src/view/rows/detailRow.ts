import { escapeMarkdown } from '../markdown.js';
import type { Row } from './row.js';

/** A line under an operation or a verification. */
export const detailRow = (id: string, label: string, description: string, icon: string): Row => ({
  id,
  kind: 'detail',
  label,
  description,
  // A sentence is longer than the sidebar is wide.
  tooltip: escapeMarkdown([label, description].filter(Boolean).join(': ')),
  icon,
  iconColor: { warning: 'list.warningForeground', error: 'list.errorForeground' }[icon],
  contextValue: 'detail',
  expanded: 'never',
  spoken: [label, description].filter(Boolean).join(', '),
  children: [],
});
