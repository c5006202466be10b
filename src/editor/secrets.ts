import type * as vscode from 'vscode';
import type { Secrets } from '../app/ports.js';

/** Credentials in the editor's secret storage. */
export class EditorSecrets implements Secrets {
  constructor(private readonly storage: vscode.SecretStorage) {}

  async get(key: string): Promise<string | undefined> {
    return this.storage.get(key);
  }

  /** Undefined forgets it. */
  async set(key: string, value: string | undefined): Promise<void> {
    if (value === undefined) await this.storage.delete(key);
    else await this.storage.store(key, value);
  }
}
