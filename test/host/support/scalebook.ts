import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

export const extensionId = 'scalebook.scalebook';

export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Record<string, { readonly default: unknown }> };
  };
}

export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension<unknown>(extensionId);
  assert.ok(found, `${extensionId} is not there`);
  return found;
}

export const manifest = (): Manifest => extension().packageJSON as Manifest;

/** The Compose project that was started for these tests. */
export function projectName(): string {
  const name = process.env['SCALEBOOK_HOST_PROJECT'];
  assert.ok(name, 'SCALEBOOK_HOST_PROJECT is not set');
  return name;
}

/** Ids of the project's containers, of one service or of all, as the Docker CLI sees them. */
export async function containerIds(service?: string): Promise<string[]> {
  const filters = [`label=com.docker.compose.project=${projectName()}`];
  if (service !== undefined) filters.push(`label=com.docker.compose.service=${service}`);
  const args = ['ps', '--all', '--quiet', '--no-trunc', ...filters.flatMap((filter) => ['--filter', filter])];
  const { stdout } = await promisify(execFile)('docker', args);
  return stdout.split('\n').filter(Boolean).sort();
}

export async function until(what: string, isTrue: () => boolean, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    assert.ok(Date.now() < deadline, `not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
