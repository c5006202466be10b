import { readWebhook, writeWebhook, type Webhook } from '../../core/team/webhook.js';
import type { EditorSecrets } from '../secrets.js';

/** This workspace's webhook, kept in the editor's secret storage: whoever has its address can write to the team. */
export class TeamWebhook {
  private readonly key: string;

  /** @param workspace what tells this workspace from others */
  constructor(
    private readonly secrets: EditorSecrets,
    workspace: string,
  ) {
    this.key = `webhook ${workspace}`;
  }

  async get(): Promise<Webhook | undefined> {
    return readWebhook(await this.secrets.get(this.key));
  }

  /** Undefined forgets it. */
  async set(webhook: Webhook | undefined): Promise<void> {
    await this.secrets.set(this.key, webhook && writeWebhook(webhook));
  }
}
