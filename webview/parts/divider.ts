import { vsCodeDivider } from '@vscode/webview-ui-toolkit';
import { make } from '../dom/make.js';
import { designSystem } from './toolkit.js';

designSystem.register(vsCodeDivider());

/** A line between two parts of a text. */
export const divider = (): HTMLElement => make('vscode-divider', { role: 'separator' });
