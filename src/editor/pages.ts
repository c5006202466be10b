import * as vscode from 'vscode';

const scheme = 'scalebook';
/** Pages kept for editors that come back to them. */
const kept = 20;

/** Read-only pages: Markdown in the editor's own preview, JSON in an editor. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.texts.get(uri.path) ??
      'This page was made before the window was reloaded. Run the command again to make it anew.\n'
    );
  }

  async open(name: string, markdown: string): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', this.put(`${name}.md`, markdown));
  }

  openJson(name: string, json: string): Promise<void> {
    return this.openText(`${name}.json`, json);
  }

  /** @param name with the ending that tells its language */
  async openText(name: string, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.put(name, text));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  private put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '_')}` });
    this.texts.delete(uri.path);
    this.texts.set(uri.path, text);
    for (const path of [...this.texts.keys()].slice(0, -kept)) this.texts.delete(path);
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
