// The web server: renders the page with the queue's figures, which it asks of the backend through the balancer.
import { renderPage } from './frontend/page.js';
import { burnCpu } from './shared/burnCpu.js';
import { startHttpService } from './shared/httpService.js';
import { onStop } from './shared/onStop.js';
import { settings } from './shared/settings.js';

const service = startHttpService({
  port: 3000,
  routes: {
    'GET /': async () => {
      burnCpu(settings.requestCpuMs);
      return { html: renderPage(await readQueue()) };
    },
  },
});

/** @returns {Promise<import('./frontend/page.js').Queue | undefined>} */
async function readQueue() {
  try {
    const response = await fetch(`${settings.backendUrl}/api/jobs/metrics`, { signal: AbortSignal.timeout(5000) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

onStop(() => service.drain());
