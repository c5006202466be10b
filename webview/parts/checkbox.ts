import { make } from '../dom/make.js';

/**
 * A box to tick, of which a page may have thousands: the browser's own, drawn by the stylesheet. A thousand of the toolkit's take 200 to 500 ms to make,
 * each with a shadow tree and its bindings, and these take 20.
 *
 * @param id by which a label is of it
 */
export const checkbox = (id: string): HTMLInputElement => make('input', { type: 'checkbox', class: 'box', id });
