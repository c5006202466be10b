import * as vscode from 'vscode';
import { countsOfText } from '../../../core/operation/plan/countsOfText.js';
import type { ServiceCounts } from '../../../core/operation/plan/operationPlan.js';
import type { ScalableService } from '../../../core/operation/plan/scalableServices.js';
import type { CountMeaning } from '../../../app/operations/schedule/countOutlook.js';
import type { Service } from '../../../core/stack/stack.js';
import { oneLine } from '../../../view/markdown.js';
import { countIn, stackCountRows, type CountRow } from '../../../view/stackCountRows.js';
import { askCount } from './askCount.js';

/** What counts of a service mean. */
export type Outlook = (service: Service, signal: AbortSignal) => Promise<CountMeaning | undefined>;

interface CountItem extends vscode.QuickPickItem {
  readonly row: CountRow;
}

const more: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('add'), tooltip: 'One more' };
const fewer: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('remove'), tooltip: 'One fewer' };

/**
 * Lets a person put counts together: a row for each service, which asks for its count or goes up and down by its buttons, or all at once as text
 * such as `frontend=2 backend=3`. Undefined when they gave up.
 */
export async function askCounts(
  services: readonly ScalableService[],
  title: string,
  outlook: Outlook,
): Promise<ServiceCounts | undefined> {
  let wanted: ServiceCounts = {};
  for (let on: string | undefined; ;) {
    const answer = await showOnce(services, title, wanted, on);
    if (answer.kind !== 'ask') return answer.kind === 'review' ? answer.counts : undefined;
    wanted = answer.counts;
    on = answer.service;
    const count = await askOne(services, wanted, on, outlook);
    if (count !== undefined) wanted = { ...wanted, [on]: count };
  }
}

type Answer =
  | { readonly kind: 'leave' }
  | { readonly kind: 'review'; readonly counts: ServiceCounts }
  | { readonly kind: 'ask'; readonly counts: ServiceCounts; readonly service: string };

/** @param on the service whose row the focus begins on */
function showOnce(
  services: readonly ScalableService[],
  title: string,
  given: ServiceCounts,
  on: string | undefined,
): Promise<Answer> {
  const limits = new Map(services.map(({ service, limits: own }) => [service.name, own]));
  const pick = vscode.window.createQuickPick<CountItem>();
  pick.title = title;
  pick.placeholder = 'Choose a service to change its count, or type counts such as web=3 worker=10';
  pick.ignoreFocusOut = true;
  let wanted = given;
  const typed = () => (pick.value.trim() === '' ? undefined : countsOfText(pick.value, limits));
  const show = (active: string | undefined): void => {
    const items = stackCountRows(services, wanted, typed()).map(toItem);
    pick.items = items;
    const focus = items.find(({ row }) => row.kind === 'service' && row.service === active) ?? items[0];
    pick.activeItems = focus ? [focus] : [];
  };
  return new Promise((resolve) => {
    let answer: Answer = { kind: 'leave' };
    pick.onDidChangeValue(() => show(undefined));
    pick.onDidTriggerItemButton(({ item: { row }, button }) => {
      if (row.kind !== 'service') return;
      const present = services.find(({ service }) => service.name === row.service)?.present ?? 0;
      const count = (countIn(wanted, row.service) ?? present) + (button === more ? 1 : -1);
      wanted = { ...wanted, [row.service]: count };
      show(row.service);
    });
    pick.onDidAccept(() => {
      const row = pick.activeItems[0]?.row;
      const text = typed();
      const counts = text?.ok ? { ...wanted, ...text.value } : wanted;
      if (!row || (row.kind === 'review' && !row.possible)) return;
      answer = row.kind === 'review' ? { kind: 'review', counts } : { kind: 'ask', counts, service: row.service };
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(answer);
    });
    show(on);
    pick.show();
  });
}

function toItem(row: CountRow): CountItem {
  const { label, description } = row;
  const buttons = row.kind === 'service' ? [...(row.canRemove ? [fewer] : []), ...(row.canAdd ? [more] : [])] : [];
  // What is typed are counts, not a filter.
  return { label, description, buttons, alwaysShow: true, row };
}

async function askOne(
  services: readonly ScalableService[],
  wanted: ServiceCounts,
  name: string,
  outlook: Outlook,
): Promise<number | undefined> {
  const asked = services.find(({ service }) => service.name === name);
  if (!asked) return undefined;
  const { title, present, limits } = asked;
  const bounds = `min ${limits.min} · max ${limits.max}`;
  return askCount({
    title: `How many of ${oneLine(title)}?`,
    prompt: `${present} now · ${bounds}`,
    value: countIn(wanted, name) ?? present,
    limits,
    present,
    bounds,
    outlook: (signal) => outlook(asked.service, signal),
  });
}
