import type { DiagnosisSources } from '../../app/diagnosis/ports.js';
import { engineLinkOf } from '../scale/engineLinkOf.js';
import { readContainerDetails } from './containerDetails.js';
import { readContainerEnds } from './containerEnds.js';
import { readDiskUse } from './diskUse.js';

/** What a diagnosis asks of an engine. */
export const diagnosisSources: DiagnosisSources = {
  details: (connection, ids, signal) => readContainerDetails(engineLinkOf(connection), ids, signal),
  diskUse: (connection, signal) => readDiskUse(engineLinkOf(connection), signal),
  ends: (connection, ids, times, signal) => readContainerEnds(engineLinkOf(connection), ids, times, signal),
};
