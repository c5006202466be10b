import type { CommandServices } from '../commandServices.js';

/** What commands need that start an operation. */
export type OperationServices = Pick<
  CommandServices,
  'operations' | 'store' | 'session' | 'needs' | 'diagnosis' | 'log'
>;
