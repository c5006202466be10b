import type { Necessity } from '../../core/verification/check.js';
import type { CheckVerdict } from '../../core/verification/checkVerdict.js';
import type { Level } from '../../core/policy/level.js';
import type { Tone } from '../../protocol/verificationPage.js';

const tones = { pass: 'pass', fail: 'fail', unknown: 'unknown' } as const satisfies Record<CheckVerdict, Tone>;

export const verdictTone = (verdict: CheckVerdict): Tone => tones[verdict];

/** A recommended check that fails is a warning: it decides nothing. */
export const checkTone = (verdict: CheckVerdict, necessity: Necessity): Tone =>
  verdict === 'fail' && necessity === 'recommended' ? 'warning' : tones[verdict];

const ofLevel = {
  normal: 'pass',
  warning: 'warning',
  critical: 'fail',
  unknown: 'unknown',
} as const satisfies Record<Level, Tone>;

export const levelTone = (level: Level): Tone => ofLevel[level];
