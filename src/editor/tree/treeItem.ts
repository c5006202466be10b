import * as vscode from 'vscode';
import type { Row } from '../../view/rows/row.js';

const states = {
  never: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const satisfies Record<Row['expanded'], vscode.TreeItemCollapsibleState>;

/** Not trusted: links in it cannot run commands, and HTML stays text. */
export const toTooltip = (row: Row): vscode.MarkdownString => new vscode.MarkdownString(row.tooltip, true);

/** A row as the editor wants it. Its tooltip is not in it: that is asked for when it is to be shown. */
export function toTreeItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, states[row.expanded]);
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.iconColor === undefined ? undefined : new vscode.ThemeColor(row.iconColor),
  );
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.spoken };
  if (row.kind === 'run' || row.kind === 'template')
    item.command = { command: 'scalebook.openChecklist', title: 'Open Checklist', arguments: [row.id] };
  return item;
}
