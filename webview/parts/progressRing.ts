import { vsCodeProgressRing } from '@vscode/webview-ui-toolkit';
import { element, type ElementNode } from '../dom/element.js';
import { designSystem } from './toolkit.js';

designSystem.register(vsCodeProgressRing());

/** Something runs; the words beside it say what. */
export const progressRing = (): ElementNode =>
  element('vscode-progress-ring', { class: 'ring', 'aria-hidden': 'true' }, [], { key: 'ring' });
