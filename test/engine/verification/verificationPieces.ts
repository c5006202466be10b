import assert from 'node:assert/strict';
import { WantedCounts } from '../../../src/app/operations/change/wantedCounts.js';
import { RunVerification } from '../../../src/app/verification/runVerification.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import type { Check, CheckKind } from '../../../src/core/verification/check.js';
import type { Verification } from '../../../src/core/verification/verificationRun.js';
import { systemClock } from '../../../src/editor/clock.js';
import { createDiagnosisSources } from '../../../src/engine/main.js';
import { createFigureSources, createVerificationSources } from '../../../src/sources/main.js';
import { LivePieces } from '../policy/livePieces.js';
import { never, value } from '../support/connection.js';
import { inMemory } from '../../unit/app/support/world.js';

/** Everything that makes verifications, as the extension puts it together, on a real engine. */
export class VerificationPieces {
  readonly wanted = new WantedCounts(inMemory());
  readonly verifier: RunVerification;
  isTrusted = true;

  private constructor(
    readonly live: LivePieces,
    private readonly stackId: string,
  ) {
    const { session, store } = live;
    const sources = (): ReturnType<() => Promise<ReturnType<typeof createVerificationSources>>> =>
      Promise.resolve(createVerificationSources());
    this.verifier = new RunVerification({
      session,
      store,
      needs: [],
      wanted: this.wanted,
      sources,
      figures: () => Promise.resolve(createFigureSources()),
      ends: (...asked) => createDiagnosisSources().ends(...asked),
      secrets: { get: () => Promise.resolve(undefined) },
      mayAsk: () => this.isTrusted,
      clock: systemClock,
    });
  }

  static async start(runbook: Runbook, stackId: string): Promise<VerificationPieces> {
    return new VerificationPieces(await LivePieces.start([{ runbook, folder: '/nowhere' }]), stackId);
  }

  /** On another engine than this machine's. */
  static at(host: string, runbook: Runbook, stackId: string): VerificationPieces {
    return new VerificationPieces(LivePieces.at(host, [{ runbook, folder: '/nowhere' }]), stackId);
  }

  /** Takes another runbook for the same stack. */
  use(runbook: Runbook): void {
    this.live.store.update({ runbooks: [{ runbook, folder: '/nowhere' }] });
  }

  async verify(services: readonly string[] = [], operation?: Operation): Promise<Verification> {
    const { store } = this.live;
    if (operation) store.update({ operations: [operation, ...store.state.operations] });
    const request = { stackId: this.stackId, services, pace: 'full', operation: operation?.id } as const;
    return value(await this.verifier.run(request, 'tester', never));
  }

  /** Makes one check of an earlier verification anew. */
  async again({ id, checks }: Verification, kind: CheckKind, service: string): Promise<Check> {
    const planned = checks.map((item) => (item.phase === 'made' ? item.check : item.planned));
    const found = planned.find((each) => each.kind === kind && (each.service === service || each.title === service));
    assert.ok(found, `no ${kind} of ${service} was planned`);
    return (await this.verifier.again(id, found.id, never)) ?? assert.fail(`${found.id} is not known`);
  }

  stop(): void {
    this.live.stop();
  }
}
