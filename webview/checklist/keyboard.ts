import type { DocumentView } from './documentView.js';

/**
 * The keys of the list, beside Tab: Up and Down go from box to box, Home and End to the first and the last, Right and Left unfold and fold, Enter does what
 * the item's button does, Escape leaves what is being written or asked. Space ticks, as with any box.
 */
export function listenToKeys(root: HTMLElement, view: DocumentView): void {
  root.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Escape') {
      if (view.rowOf(target)?.leave()) event.preventDefault();
      return;
    }
    const row = target.matches('.box') ? view.rowOf(target) : undefined;
    if (!row) return;
    if (key === 'ArrowRight' || key === 'ArrowLeft') row.fold(key === 'ArrowRight');
    else if (key === 'Enter') row.enter();
    else {
      const next = boxAt(root, target, key);
      if (!next) return;
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    }
    event.preventDefault();
  });
}

function boxAt(root: HTMLElement, from: HTMLElement, key: string): HTMLElement | undefined {
  if (!['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)) return undefined;
  const boxes = [...root.querySelectorAll<HTMLElement>('.box')];
  const index = boxes.indexOf(from);
  const ways = {
    ArrowUp: () => boxes.slice(0, index).reverse(),
    ArrowDown: () => boxes.slice(index + 1),
    Home: () => boxes,
    End: () => boxes.reverse(),
  } as const;
  return ways[key as keyof typeof ways]().find((box) => box.checkVisibility());
}
