import type { Dashboard, Runbook } from '../../core/runbook/runbook.js';
import type { PageButton } from '../../protocol/pageButton.js';
import { oneLine, safeUrl } from '../markdown.js';

/** The runbook's dashboards elsewhere. Where each leads stays with the host. */
export const dashboardLinks = ({ dashboards }: Pick<Runbook, 'dashboards'>): readonly PageButton[] =>
  dashboards.map((dashboard, index) => {
    const title = linkTitle(dashboard);
    return { id: `link:${index}`, title, spoken: `${title}, opens in the browser`, isFirst: false };
  });

/** Where a link leads; undefined for what is no link, or leads nowhere. */
export function dashboardAddress(button: string, { dashboards }: Pick<Runbook, 'dashboards'>): string | undefined {
  const index = /^link:(\d+)$/.exec(button)?.[1];
  const found = index === undefined ? undefined : dashboards[Number(index)];
  const url = found && safeUrl(found.url);
  return url === undefined || url === 'about:blank' ? undefined : url;
}

/** Grafana keeps its dashboards under `/d/`. */
const linkTitle = ({ title, url }: Dashboard): string =>
  /^https?:\/\/[^?#]*\/d\//.test(url) ? `Grafana: ${oneLine(title)}` : oneLine(title);
