import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Contract, HostHandlers, NotificationName, ContentOf } from '../../protocol/message.js';
import { pageHtml } from './pageHtml.js';
import { receive, type InboundShapes } from './receive.js';

/** A kind of page: its messages, what of them is checked, and its files under `dist/webview`. */
export interface PageKind<C extends Contract> {
  readonly contract: C;
  readonly shapes: InboundShapes<C>;
  /** The name of its script and its stylesheet. */
  readonly files: string;
  /** It shows images of the workspace, and nothing else of it. */
  readonly showsImages?: true;
}

/** One page in an editor, from its first message to its end. It listens before it is told anything, and is told nothing while nobody can see it. */
export class PagePanel<C extends Contract> implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private listens = false;
  private readonly ended = new vscode.EventEmitter<void>();
  readonly onDidEnd = this.ended.event;

  /** @param redraw sends the whole page; called when the page can be seen again */
  constructor(
    readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    kind: PageKind<C>,
    handlers: HostHandlers<C>,
    redraw: () => void,
    refuse: (what: string) => void,
  ) {
    const { webview } = panel;
    const root = vscode.Uri.joinPath(extension, 'dist/webview');
    const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
    const showsImages = kind.showsImages ?? false;
    webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: showsImages ? [root, ...folders()] : [root],
    };
    this.disposables.push(
      webview.onDidReceiveMessage(
        receive(kind.contract, kind.shapes, handlers, (message) => void webview.postMessage(message), refuse),
      ),
      panel.onDidChangeViewState(() => {
        // The editor takes a page down that nobody can see, and begins it anew when it is wanted.
        if (panel.visible) redraw();
        else this.listens = false;
      }),
      panel.onDidDispose(() => this.end()),
    );
    webview.html = pageHtml({
      script: file(`${kind.files}.js`),
      styles: file(`${kind.files}.css`),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
      showsImages,
    });
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  /** The page has said that it listens. */
  begin(): void {
    this.listens = true;
  }

  /** Tells the page. One that does not listen asks for everything once it does. */
  tell<N extends NotificationName<C>>(name: N, content: ContentOf<C[N]>): void {
    if (this.listens) void this.panel.webview.postMessage({ name, content });
  }

  private end(): void {
    for (const each of this.disposables.splice(0)) each.dispose();
    this.ended.fire();
    this.ended.dispose();
  }

  dispose(): void {
    this.panel.dispose();
  }
}

const folders = (): readonly vscode.Uri[] => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
