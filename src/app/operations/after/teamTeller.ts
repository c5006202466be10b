import { demoContextName } from '../../../core/demo/demoContext.js';
import type { Operation, OperationOutcome } from '../../../core/operation/operation.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import type { TeamMessage } from '../../../core/team/teamMessage.js';
import type { TeamOffer, TellTeam } from '../../../core/team/teamOffer.js';
import type { Webhook } from '../../../core/team/webhook.js';
import type { Disposable } from '../../../util/disposable.js';
import { messageOf } from '../../../util/messageOf.js';
import type { WorkspaceMemory } from '../../ports.js';
import type { RememberedKeys } from '../../rememberedKeys.js';
import type { TeamMessenger } from '../ports.js';

export interface TeamWords {
  readonly started: (operation: Operation) => TeamMessage;
  readonly ended: (operation: Operation, outcome: OperationOutcome) => TeamMessage;
}

const lastChoiceKey = 'tellTeam';

/** Tells the team of an operation when it begins and when it has ended. What goes wrong with that never touches the operation. */
export class TeamTeller implements Disposable {
  private readonly chosen = new WeakMap<OperationPlan, boolean>();
  /** By operation: its messages one after the other. */
  private readonly sending = new Map<string, Promise<void>>();
  private readonly end = new AbortController();

  /**
   * @param told remembers which operations the team knows of, also over a reload
   * @param warn says once for an operation why the team was not told
   */
  constructor(
    private readonly messenger: () => Promise<TeamMessenger>,
    private readonly webhook: () => Promise<Webhook | undefined>,
    private readonly mode: () => TellTeam,
    private readonly words: TeamWords,
    private readonly told: RememberedKeys,
    private readonly memory: WorkspaceMemory,
    private readonly warn: (operation: Operation, reason: string) => void,
  ) {}

  /** Undefined where nobody can be told. */
  async offer({ context }: Pick<OperationPlan, 'context'>): Promise<TeamOffer | undefined> {
    const webhook = await this.findWebhook();
    const mode = this.mode();
    if (!webhook || mode === 'never' || context === demoContextName) return undefined;
    const canChoose = mode === 'ask';
    return { kind: webhook.kind, tell: !canChoose || this.memory.get(lastChoiceKey) !== 'no', canChoose };
  }

  /** A person's choice for one plan, and what the next sheet begins with. */
  async choose(plan: OperationPlan, tell: boolean): Promise<void> {
    this.chosen.set(plan, tell);
    await this.memory.set(lastChoiceKey, tell ? 'yes' : 'no');
  }

  /** Whether the team was told that it began. */
  knows(operation: string): boolean {
    return this.told.has(operation);
  }

  /** Whether the team was told how it ended. */
  knowsEnd(operation: string): boolean {
    return this.told.has(`${operation} ended`) && !this.told.has(`${operation} not told`);
  }

  started(operation: Operation): Promise<void> {
    return this.inTurn(operation, async () => {
      const mode = this.mode();
      // What is only simulated is of no concern to a team.
      if (operation.plan.context === demoContextName) return;
      if (mode === 'never' || (mode === 'ask' && this.chosen.get(operation.plan) !== true)) return;
      if ((await this.findWebhook()) && this.told.add(operation.id))
        await this.send(operation, () => this.words.started(operation));
    });
  }

  /** Tells how it ended whoever was told that it began, once. */
  ended(operation: Operation): Promise<void> {
    const { id, outcome } = operation;
    const isKnown = this.sending.has(id) || this.told.has(id);
    if (!outcome || !isKnown || this.told.has(`${id} ended`)) return Promise.resolve();
    return this.inTurn(operation, async () => {
      if (!this.told.has(id) || !this.told.add(`${id} ended`)) return;
      await this.send(operation, () => this.words.ended(operation, outcome));
      this.sending.delete(id);
    });
  }

  private inTurn({ id }: Operation, tell: () => Promise<void>): Promise<void> {
    const sent = (this.sending.get(id) ?? Promise.resolve()).then(tell);
    this.sending.set(id, sent);
    return sent;
  }

  /** Undefined, too, where it cannot be read: then there is nobody to tell. */
  private findWebhook(): Promise<Webhook | undefined> {
    return this.webhook().catch(() => undefined);
  }

  private async send(operation: Operation, message: () => TeamMessage): Promise<void> {
    const problem = await this.problemOfSending(message);
    if (problem === undefined || this.end.signal.aborted) return;
    if (this.told.add(`${operation.id} not told`)) this.warn(operation, problem);
  }

  private async problemOfSending(message: () => TeamMessage): Promise<string | undefined> {
    try {
      const webhook = await this.findWebhook();
      // Somebody has taken it away since.
      if (!webhook) return undefined;
      const sent = await (await this.messenger()).send(webhook, message(), this.end.signal);
      return sent.ok ? undefined : sent.error;
    } catch (error) {
      return messageOf(error);
    }
  }

  dispose(): void {
    this.end.abort();
  }
}
