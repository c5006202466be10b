import type { PageButton } from '../protocol/pageButton.js';

/** @param spoken where the title alone does not say what it is of */
export const button = (id: string, title: string, spoken = title, isFirst = false): PageButton => ({
  id,
  title,
  spoken,
  isFirst,
});
