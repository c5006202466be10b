/** Which details of a page are unfolded, by the key of what they are in. */
export function unfoldedIn(root: Element): readonly string[] {
  return [...root.querySelectorAll<HTMLElement>('[data-check]')]
    .filter((item) => item.querySelector('details')?.open === true)
    .map((item) => item.dataset['check'] ?? '');
}

/** Opens the details of the checks with these keys, as they were before the page was drawn anew. */
export function unfold(root: Element, keys: readonly string[]): void {
  for (const item of root.querySelectorAll<HTMLElement>('[data-check]')) {
    const details = item.querySelector('details');
    if (details && keys.includes(item.dataset['check'] ?? '')) details.open = true;
  }
}
