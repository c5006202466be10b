import * as vscode from 'vscode';
import { imagePath } from '../../core/checklist/imagePath.js';
import { linkTarget } from '../../core/checklist/linkTarget.js';
import type { ChecklistSource } from '../../core/checklist/run.js';
import type { ContentPlaces } from '../../view/checklist/contentInlines.js';

/** Where the links and images of a checklist lead, seen from its file. */
export class ChecklistPlaces implements ContentPlaces {
  private readonly home: { readonly root: vscode.Uri; readonly folder: string } | undefined;

  constructor(
    source: ChecklistSource,
    private readonly webview: Pick<vscode.Webview, 'asWebviewUri'>,
  ) {
    this.home = source.from === 'file' ? homeOf(vscode.Uri.parse(source.uri)) : undefined;
  }

  mayFollow(href: string): boolean {
    return linkTarget(href, this.home?.folder).target !== 'none';
  }

  imageSource(source: string): string | undefined {
    const path = imagePath(source, this.home?.folder);
    return path === undefined || !this.home
      ? undefined
      : this.webview.asWebviewUri(vscode.Uri.joinPath(this.home.root, path)).toString();
  }

  /**
   * Opens what a link leads to, outside by way of the editor, which asks.
   *
   * @param reveal shows a heading of the checklist itself
   */
  async follow(href: string, reveal: (heading: string) => void): Promise<void> {
    const target = linkTarget(href, this.home?.folder);
    switch (target.target) {
      case 'none':
        return;
      case 'heading':
        return void reveal(target.heading);
      case 'outside':
        return void (await vscode.env.openExternal(vscode.Uri.parse(target.url, true)));
      case 'file':
        if (this.home)
          await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(this.home.root, target.path));
    }
  }
}

/** The folder of the workspace that a file is in, and its way from there. */
function homeOf(file: vscode.Uri): { readonly root: vscode.Uri; readonly folder: string } | undefined {
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (!root) return undefined;
  const way = file.path.slice(root.path.length).replace(/^\//, '');
  return { root, folder: way.split('/').slice(0, -1).join('/') };
}
