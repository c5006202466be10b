import type { EngineFailure } from '../../../core/connection/engineFailure.js';

/** Of a call that nobody may cancel: what ended as cancelled was cut off with its connection. */
export const cutOff = (failure: EngineFailure): EngineFailure =>
  failure.reason === 'cancelled' ? { ...failure, reason: 'interrupted' } : failure;
