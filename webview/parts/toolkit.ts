import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit';

/**
 * Where the parts of this folder register what they take of `@vscode/webview-ui-toolkit`. It is archived: no file elsewhere knows of it, so that a
 * successor takes its place one kind of component at a time.
 */
export const designSystem = provideVSCodeDesignSystem();
