import type { DocumentView } from './documentView.js';

/** What is clicked in the list, heard once for all of it: there may be thousands of boxes. */
export function listenToClicks(root: HTMLElement, view: DocumentView, follow: (link: number) => void): void {
  root.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const link = target.closest<HTMLElement>('[data-link]');
    if (link) {
      // In the label of a box, it would tick that as well.
      event.preventDefault();
      return void follow(Number(link.dataset['link']));
    }
    const row = view.rowOf(target);
    if (!row) return;
    if (target.closest('.twistie')) row.fold(!row.isUnfolded);
    else if (target === row.box && !row.clicked()) event.preventDefault();
  });
  root.addEventListener('keydown', (event) => {
    const link =
      event.target instanceof HTMLElement && event.key === 'Enter' ? event.target.dataset['link'] : undefined;
    if (link !== undefined) follow(Number(link));
  });
}
