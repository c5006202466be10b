import { dashboardContract, type DashboardLook } from '../../src/protocol/dashboardContract.js';
import { changed, emptyTable, type Table } from '../../src/protocol/dashboardData.js';
import type { DashboardPage } from '../../src/protocol/dashboardPage.js';
import { patchChildren } from '../dom/patch.js';
import { connectHost } from '../host/connectHost.js';
import { acquirePageApi } from '../host/pageApi.js';
import { SpokenStatus } from '../parts/spokenStatus.js';
import { settle } from './choices.js';
import { onDidChangeTheme } from './colours.js';
import { chartsPart, marksPart } from './chartsPart.js';
import { headPart, linksPart } from './headPart.js';
import { Plots } from './plots.js';
import { replicasPart } from './replicasPart.js';
import { Sparks } from './sparks.js';
import { tablesPart } from './tablesPart.js';

const api = acquirePageApi<DashboardLook>();
const main = document.createElement('main');
const region = document.createElement('div');
region.className = 'spoken';
region.setAttribute('role', 'status');
document.body.append(main, region);
const status = new SpokenStatus(region);
const plots = new Plots(main);
const sparks = new Sparks(main);

let shown: DashboardPage | undefined;
let look: DashboardLook | undefined;
let tables = new Map<string, Table>();
let pointed = '';

const host = connectHost(dashboardContract, api, {
  show: (content) => {
    ({ look } = content);
    tables = new Map(Object.entries(content.tables));
    api.setState(look);
    take(content.page);
  },
  change: ({ page, changes }) => {
    for (const [id, change] of Object.entries(changes)) tables.set(id, changed(tables.get(id) ?? emptyTable, change));
    take(page);
  },
});

/** Another decision is said aloud; not the figures in it, nor what somebody has just chosen to look at. */
function take(page: DashboardPage): void {
  const { decision, notice } = page;
  const isOfOther = shown?.service !== page.service;
  const isNews = decision?.episode !== shown?.decision?.episode || notice?.tone !== shown?.notice?.tone;
  shown = page;
  draw();
  if (isOfOther) status.knows(decision?.summary.text ?? '');
  else if (isNews) status.say((notice ?? decision?.summary)?.text ?? '');
}

function draw(): void {
  if (!shown || !look) return;
  const page = shown;
  const focused = document.activeElement;
  document.title = page.title;
  main.lang = 'en';
  const isTable = look.isTable && page.tables.length > 0;
  const parts = [
    headPart(page, look.isTable, {
      press: (button) => host.send('press', { button }),
      chooseService: (service) => choose({ service }),
      chooseRange: (range) => choose({ range: range as DashboardLook['range'] }),
      toggleTable: () => choose({ isTable: !look?.isTable }),
    }),
    ...(isTable ? tablesPart(page) : [chartsPart(page), replicasPart(page), marksPart(page, pointed, point)]),
    linksPart(page, (button) => host.send('press', { button })),
  ];
  patchChildren(
    main,
    parts.filter((part) => part !== undefined),
  );
  settle(main, { service: page.service, range: page.range });
  plots.show(page, tables, pointed);
  sparks.show(page, tables);
  // A button that has gone, such as one that is of use no longer, leaves the focus with what the page is of.
  if (focused && focused !== document.body && !focused.isConnected) main.querySelector('h1')?.focus();
}

function choose(change: Partial<Omit<DashboardLook, 'stack'>>): void {
  if (!look) return;
  look = { ...look, ...change };
  api.setState(look);
  const { service, range, isTable } = look;
  host.send('look', { service, range, isTable });
}

function point(mark: string): void {
  if (pointed === mark) return;
  pointed = mark;
  draw();
}

onDidChangeTheme(() => {
  plots.redraw();
  sparks.redraw();
});

host.send('ready', null);
