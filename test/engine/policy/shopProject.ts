import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { freePort } from '../../machine/freePort.mjs';
import { ensureStackImage, STACK_IMAGE } from '../../stack/stackImage.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';

/** A stack that is nobody's but its test's: a shop that counts its orders and open carts, a mailer, and a Prometheus of its own. */
export interface Shop {
  readonly project: ComposeProject;
  readonly addresses: { readonly shop: string; readonly metrics: string };
  /** How many carts are open from now on. */
  openCarts(amount: number): Promise<void>;
  order(): Promise<void>;
  /** Its Prometheus has read how many carts are open, and orders twice, as a rate needs. */
  isScraped(): Promise<boolean>;
}

/** A page takes at least this long, ms. */
export const pageTimeMs = 40;

const server = `
  let carts = 10, orders = 0, pages = 0, seconds = 0;
  const metrics = () => [
    'shop_open_carts ' + carts,
    'shop_orders_total ' + orders,
    'shop_pages_total ' + pages,
    'shop_page_seconds_total ' + seconds,
    '',
  ].join('\\n');
  require('node:http').createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://shop');
    if (pathname === '/metrics') return response.end(metrics());
    if (pathname === '/carts') carts = Number(searchParams.get('open'));
    if (pathname === '/order') orders += 1;
    const startedAt = Date.now();
    setTimeout(() => {
      pages += 1;
      seconds += (Date.now() - startedAt) / 1000;
      response.end('ok');
    }, ${pageTimeMs});
  }).listen(8080);
`;

// JSON is YAML.
const prometheusConfig = JSON.stringify({
  global: { scrape_interval: '1s', scrape_timeout: '1s' },
  scrape_configs: [{ job_name: 'shop', static_configs: [{ targets: ['shop:8080'] }] }],
});

const startPrometheus = [
  'printf "%s" "$$CONFIG" > /tmp/prometheus.yml',
  'exec prometheus --config.file=/tmp/prometheus.yml --storage.tsdb.path=/tmp/shop --web.listen-address=:9090',
].join(' && ');

export async function startShop(): Promise<Shop> {
  await ensureStackImage(await ensureDockerEngine(), () => undefined);
  const [shopPort, metricsPort] = [await freePort(), await freePort()];
  const ofImage = { image: STACK_IMAGE, pull_policy: 'never' };
  const project = await composeProject({
    shop: { ...ofImage, command: ['node', '-e', server], ports: [`127.0.0.1:${shopPort}:8080`] },
    mailer: { command: IDLE },
    metrics: {
      ...ofImage,
      command: ['sh', '-c', startPrometheus],
      environment: { CONFIG: prometheusConfig },
      ports: [`127.0.0.1:${metricsPort}:9090`],
    },
  });
  const addresses = { shop: `http://127.0.0.1:${shopPort}`, metrics: `http://127.0.0.1:${metricsPort}` };
  const get = async (path: string): Promise<void> => void (await fetch(addresses.shop + path)).status;
  const isScraped = async (): Promise<boolean> => {
    const query = 'count(shop_open_carts) and on () count_over_time(shop_orders_total[5s]) > 1';
    const answer = await fetch(`${addresses.metrics}/api/v1/query?${new URLSearchParams({ query }).toString()}`);
    return (await answer.text()).includes('"value"');
  };
  try {
    await project.compose('up', '--detach', '--quiet-pull');
  } catch (error) {
    await project.remove();
    throw error;
  }
  return {
    project,
    addresses,
    openCarts: (amount) => get(`/carts?open=${amount}`),
    order: () => get('/order'),
    isScraped: () => isScraped().catch(() => false),
  };
}
