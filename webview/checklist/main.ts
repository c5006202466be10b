import { checklistContract, type ChecklistPageState } from '../../src/protocol/checklistContract.js';
import type { ChecklistMarks, ChecklistPage } from '../../src/protocol/checklistPage.js';
import { make } from '../dom/make.js';
import { patchChildren } from '../dom/patch.js';
import { connectHost } from '../host/connectHost.js';
import { acquirePageApi } from '../host/pageApi.js';
import { SpokenStatus } from '../parts/spokenStatus.js';
import { listenToClicks } from './clicks.js';
import { DocumentView } from './documentView.js';
import { footPart } from './footPart.js';
import type { Handlers } from './handlers.js';
import { headPart } from './headPart.js';
import { listenToKeys } from './keyboard.js';
import { Marks } from './marks.js';

const api = acquirePageApi<ChecklistPageState>();
const head = make('div', { class: 'column' });
const list = make('main', { lang: 'en' });
const foot = make('div', { class: 'column' });
const region = make('div', { class: 'spoken', role: 'status' });
const refused = make('p', { class: 'column refusal', role: 'alert' });
document.body.append(make('header', {}, [head]), list, make('footer', {}, [refused, foot]), region);
const status = new SpokenStatus(region);

const marks = new Marks();
let version: number | undefined;
let identity = '';
let kept: ChecklistPageState | undefined;

const host = connectHost(checklistContract, api, { show, mark, reveal, identify: ({ run }) => identify(run) });
const handlers: Handlers = {
  press: (button) => host.send('press', { button }),
  pressOnStage: (stage, button) => host.send('pressOnStage', { stage, button }),
  pressOnItem: (item, button) => host.send('pressOnItem', { item, button }),
  pressOnFence: (fence, button) => host.send('pressOnFence', { fence, button }),
  tick: (item, isTicked, reason) => asked(host.ask('tick', { item, isTicked, reason })),
  note: (item, text) => asked(host.ask('note', { item, text })),
  goTo,
  remember,
};
const view = new DocumentView(list, marks, handlers, (key) => kept?.unfolded.includes(key) ?? false);
listenToKeys(list, view);
listenToClicks(list, view, (link) => (version === undefined ? undefined : host.send('follow', { version, link })));

function identify(run: string): void {
  identity = run;
  const state = api.getState();
  kept = state?.run === run ? state : undefined;
  if (!kept) api.setState({ run, unfolded: [], scrolledTo: 0 });
}

function show(page: ChecklistPage): void {
  const isFirst = version === undefined;
  const focused = itemInFocus();
  version = page.version;
  marks.clear();
  // What has come true before it was opened, or before its text was another, is not news.
  marks.take(page.marks);
  draw(page.marks);
  const { scrollTop } = scroller();
  view.show(page.sections, () => {
    // What was taken away with its section may be there again in the new one.
    if (focused !== undefined && document.activeElement === document.body) view.row(focused)?.box.focus();
    scroller().scrollTop = isFirst ? (kept?.scrolledTo ?? 0) : scrollTop;
    document.body.dataset['state'] = 'shown';
    remember();
  });
}

function mark(change: ChecklistMarks): void {
  const said = marks.take(change);
  draw(change);
  status.say(said.join(' '));
}

function draw(change: ChecklistMarks): void {
  const focused = itemInFocus();
  const active = document.activeElement;
  if (change.head) document.title = change.head.title;
  drawHead(change);
  if (change.foot)
    patchChildren(
      foot,
      footPart(change.foot, goTo, (button, item) =>
        item === '' ? handlers.press(button) : handlers.pressOnItem(item, button),
      ),
    );
  view.update(change);
  if (!active || active === document.body || active.isConnected) return;
  // A button that has gone, such as that of an item that is ticked now, leaves the focus with its item.
  const row = focused === undefined ? undefined : view.row(focused);
  (row?.box ?? foot.querySelector<HTMLElement>('.next') ?? head.querySelector('h1'))?.focus();
}

let shownHead: ChecklistMarks['head'];
function drawHead({ head: changed, stages }: ChecklistMarks): void {
  if (!changed && !stages) return;
  shownHead = changed ?? shownHead;
  if (shownHead) patchChildren(head, headPart(shownHead, [...marks.stages.values()], handlers.press, goToStage));
}

const itemInFocus = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset['item'];

function goTo(item: string): void {
  const row = view.row(item);
  row?.box.scrollIntoView({ block: 'center' });
  row?.box.focus({ preventScroll: true });
}

function reveal({ heading }: { readonly heading: string }): void {
  list.querySelector(`[data-heading="${CSS.escape(heading)}"]`)?.scrollIntoView({ block: 'start' });
}

function goToStage(stage: string): void {
  const section = view.sectionOf(stage)?.element;
  section?.scrollIntoView({ block: 'start' });
  const boxes = [...(section?.querySelectorAll<HTMLElement>('.box') ?? [])];
  boxes.find((box) => box.checkVisibility())?.focus({ preventScroll: true });
}

/** Says why something could not be done, where it could not. */
async function asked(answer: Promise<{ readonly refusal: string }>): Promise<string> {
  const refusal = await answer.then(
    (given) => given.refusal,
    () => 'This could not be kept, and nothing was changed. The output says why.',
  );
  refused.textContent = refusal;
  return refusal;
}

/** In a low window all of the page scrolls, or else its list alone. */
function scroller(): Element {
  return getComputedStyle(list).overflowY === 'visible' ? document.documentElement : list;
}

function remember(): void {
  if (identity === '' || document.body.dataset['state'] !== 'shown') return;
  api.setState({ run: identity, unfolded: view.unfolded, scrolledTo: scroller().scrollTop });
}

document.addEventListener('scrollend', remember, { capture: true });

host.send('ready', null);
