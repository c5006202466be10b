import type { ContainerStore } from '../containers/containerStore.js';
import { Refusal } from '../containers/refusal.js';
import { objectAt, textAt } from '../json.js';
import type { DemoTime } from '../time.js';
import { answerJson, answerNothing, filtersOf, isTrue, readJson, type Exchange } from './exchange.js';
import { inspectAnswer } from './inspectAnswer.js';
import { isListed } from './listFilters.js';
import { listAnswer } from './listAnswer.js';
import type { Route } from './route.js';

const ofFirst = (store: ContainerStore, { params }: Exchange) => store.find(params[0] ?? '');

/** Without it the container's own grace period counts. */
const graceOf = ({ query }: Exchange): number | undefined => {
  const text = query.get('t') ?? '';
  if (!/^(-?\d{1,9})?$/.test(text)) throw new Refusal(400, `no number of seconds: ${text}`);
  return text === '' ? undefined : Number(text);
};

/** To list, look at and change containers. */
export function containerRoutes(store: ContainerStore, time: DemoTime): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/containers/json',
      handle(exchange) {
        const filters = filtersOf(exchange.query);
        // Who asks for a state asks for all that are in it.
        const isAll = isTrue(exchange.query.get('all')) || (filters['status'] ?? []).length > 0;
        const found = store.all.filter(({ state }) => isAll || state === 'running').filter(isListed(filters));
        const limit = Number(exchange.query.get('limit') ?? 0);
        const shown = limit > 0 ? found.slice(0, limit) : found;
        answerJson(
          exchange,
          200,
          shown.map((container) => listAnswer(container, time.now())),
        );
      },
    },
    {
      method: 'GET',
      path: '/containers/*/json',
      handle: (exchange) => answerJson(exchange, 200, inspectAnswer(ofFirst(store, exchange))),
    },
    {
      method: 'POST',
      path: '/containers/create',
      async handle(exchange) {
        const container = store.create(exchange.query.get('name') ?? '', await readJson(exchange));
        answerJson(exchange, 201, { Id: container.id, Warnings: [] });
      },
    },
    {
      method: 'POST',
      path: '/containers/*/start',
      handle: (exchange) => answerNothing(exchange, store.start(ofFirst(store, exchange)) ? 204 : 304),
    },
    {
      method: 'POST',
      path: '/containers/*/stop',
      async handle(exchange) {
        const stopped = await store.stop(ofFirst(store, exchange), graceOf(exchange));
        answerNothing(exchange, stopped ? 204 : 304);
      },
    },
    {
      method: 'POST',
      path: '/containers/*/restart',
      async handle(exchange) {
        await store.restart(ofFirst(store, exchange), graceOf(exchange));
        answerNothing(exchange, 204);
      },
    },
    {
      method: 'DELETE',
      path: '/containers/*',
      handle(exchange) {
        const { query } = exchange;
        const options = { force: isTrue(query.get('force')), volumes: isTrue(query.get('v')) };
        store.remove(ofFirst(store, exchange), options);
        answerNothing(exchange, 204);
      },
    },
    {
      method: 'POST',
      path: '/networks/*/connect',
      async handle(exchange) {
        const body = await readJson(exchange);
        const container = store.find(textAt(body, 'Container'));
        store.networks.connect(container, exchange.params[0] ?? '', objectAt(body, 'EndpointConfig'));
        answerNothing(exchange, 200);
      },
    },
    {
      method: 'GET',
      path: '/images/*/json',
      handle(exchange) {
        const [name = ''] = exchange.params;
        const id = store.imageId(name);
        if (id === undefined) answerJson(exchange, 404, { message: `No such image: ${name}` });
        else answerJson(exchange, 200, { Id: id, RepoTags: [name], Os: 'linux', Architecture: 'amd64' });
      },
    },
  ];
}
