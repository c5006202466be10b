import { TextField, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import { element, type ElementNode } from '../dom/element.js';
import { designSystem } from './toolkit.js';

designSystem.register(vsCodeTextField());

/** A line to write in, with its label above it. */
export const textField = (key: string, label: string, maxLength: number): ElementNode =>
  element('vscode-text-field', { class: 'text-field', maxlength: String(maxLength) }, [label], { key });

export interface FieldText {
  readonly text: string;
  focus(): void;
  clear(): void;
}

/** The one line to write in that is in a part of the page. */
export function fieldIn(root: Element): FieldText | undefined {
  const field = root.querySelector('.text-field');
  if (!(field instanceof TextField)) return undefined;
  return {
    text: field.value.trim(),
    focus: () => field.focus(),
    clear: () => (field.value = ''),
  };
}
