import type { Scaler } from '../../../src/app/operations/ports.js';
import { createComposeScaler, createReplicateScaler } from '../../../src/engine/main.js';

/** Both ways to scale, for what must hold for either. */
export const scalers = (env: NodeJS.ProcessEnv = process.env): readonly { name: string; scaler: Scaler }[] => [
  { name: 'by copying', scaler: createReplicateScaler() },
  { name: 'by docker compose', scaler: createComposeScaler('docker', env) },
];
