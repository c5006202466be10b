import type { Level } from '../../../core/policy/level.js';

/** Codicon and theme colour of each level. Normal is quiet. */
export const levelLook = {
  normal: { icon: 'circle-filled', color: undefined },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  critical: { icon: 'error', color: 'list.errorForeground' },
  unknown: { icon: 'question', color: 'descriptionForeground' },
} as const satisfies Record<Level, { icon: string; color: string | undefined }>;
