import { SCALED_SERVICES } from '../../stack/stackProject.mjs';
import { containersByService } from './containers.js';

/** How many containers run of frontend, backend and pdf-worker. */
export async function teamCounts(): Promise<readonly number[]> {
  const found = await containersByService();
  return SCALED_SERVICES.map((service) => found.get(service)?.length ?? 0);
}
