import { vsCodeButton } from '@vscode/webview-ui-toolkit';
import type { PageButton } from '../../src/protocol/pageButton.js';
import { element, type ElementNode } from '../dom/element.js';
import { designSystem } from './toolkit.js';

designSystem.register(vsCodeButton());

/** A button with words on it. */
export const button = ({ id, title, spoken, isFirst }: PageButton, press: () => void): ElementNode =>
  element(
    'vscode-button',
    {
      class: 'button',
      appearance: isFirst ? 'primary' : 'secondary',
      'data-button': id,
      'aria-label': spoken === title ? undefined : spoken,
    },
    [title],
    { key: id, on: { click: press } },
  );
