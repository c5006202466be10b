import type { PageButton } from '../../src/protocol/verificationPage.js';
import { element, type ElementNode } from '../dom/element.js';

/**
 * The one place that makes buttons: a library's would go here. `@vscode/webview-ui-toolkit` is archived, and its button is a plain one with the theme's
 * colours, which takes a few lines of CSS.
 */
export const button = ({ id, title, spoken, isFirst }: PageButton, press: () => void): ElementNode =>
  element(
    'button',
    {
      type: 'button',
      class: isFirst ? 'button first' : 'button',
      'data-button': id,
      'aria-label': spoken === title ? undefined : spoken,
    },
    [title],
    { key: id, on: { click: press } },
  );
