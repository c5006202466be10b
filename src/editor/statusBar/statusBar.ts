import * as vscode from 'vscode';
import type { Demand } from '../../app/live/demand.js';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Disposable } from '../../util/disposable.js';
import { linkedCommands } from '../../view/commandLink.js';
import { statusBarText, type StatusBarText } from '../../view/statusBar.js';
import { onDidChangeSetting, settings } from '../settings.js';
import { hasComposeFile } from '../hasComposeFile.js';
import { workspaceFocus } from '../workspaceFocus.js';

/** The status bar alone wants figures less often than an open sidebar. */
const readingIntervalMs = 15_000;
const redrawMs = 1000;
const command = 'scalebook.openSidebar';

const backgrounds = {
  none: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
} as const satisfies Record<StatusBarText['background'], vscode.ThemeColor | undefined>;

/** One item, live while it is shown. With `auto` it is shown where the workspace has a Compose file, or the sidebar was opened. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('scalebook.level', vscode.StatusBarAlignment.Left, 50);
  private readonly disposables: { dispose(): void }[] = [];
  private leases: Disposable[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private useful = false;

  constructor(
    private readonly store: LiveStore,
    private readonly needs: readonly Demand[],
  ) {
    this.item.name = 'Scalebook';
    this.item.command = command;
    this.disposables.push(
      this.item,
      store.onDidChange(() => this.drawSoon()),
      onDidChangeSetting('scalebook.statusBar', () => this.followMode()),
    );
    this.followMode();
    void this.lookForComposeFile();
  }

  /** From now on the item is of use in this window. */
  markUseful(): void {
    this.useful = true;
    this.followMode();
  }

  private async lookForComposeFile(): Promise<void> {
    if (settings.statusBar() === 'auto' && (await hasComposeFile())) this.markUseful();
  }

  private followMode(): void {
    const mode = settings.statusBar();
    const shown = mode === 'always' || (mode === 'auto' && this.useful);
    if (shown && this.leases.length === 0) {
      this.leases = this.needs.map((demand) => demand.acquire(readingIntervalMs));
      this.draw();
      this.item.show();
    } else if (!shown) {
      this.letGo();
      this.item.hide();
    }
  }

  private drawSoon(): void {
    if (this.leases.length > 0) this.timer ??= setTimeout(() => this.draw(), redrawMs);
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const shown = statusBarText(this.store.state, Date.now(), workspaceFocus());
    this.item.text = shown.text;
    this.item.backgroundColor = backgrounds[shown.background];
    this.item.tooltip = trustedTooltip(shown.tooltip);
    this.item.accessibilityInformation = { label: shown.spoken, role: 'button' };
  }

  private letGo(): void {
    for (const lease of this.leases) lease.dispose();
    this.leases = [];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.letGo();
    for (const item of this.disposables) item.dispose();
  }
}

/** Only commands of ours can be run from it; what came from outside is escaped, so that it can be no link. */
function trustedTooltip(markdown: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(markdown, true);
  tooltip.isTrusted = { enabledCommands: linkedCommands };
  return tooltip;
}
