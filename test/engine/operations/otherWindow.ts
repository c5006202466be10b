import assert from 'node:assert/strict';
import { undoOf } from '../../../src/core/operation/followUp.js';
import { changedServiceIds } from '../../../src/core/operation/run/interrupted.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import { lockKey } from '../../../src/core/operation/operationLock.js';
import type { OperationRequest } from '../../../src/core/operation/plan/operationRequest.js';
import { until } from '../support/connection.js';
import { OperationPieces, type Ground } from './operationPieces.js';
import { whereKilled } from './whereKilled.js';

/** The window that is opened after one was killed, with the same journal and the same locks. */
export class OtherWindow {
  private constructor(
    private readonly pieces: OperationPieces,
    /** The operation that the first one was in. */
    private readonly id: string,
    /** How far that one came, in words. */
    readonly where: string,
  ) {}

  /** Opens it, and waits until it has found out how the operation ended. */
  static async open(ground: Ground): Promise<OtherWindow> {
    const pieces = new OperationPieces(ground);
    try {
      await pieces.journal.load();
      const [left] = pieces.store.state.operations;
      assert.ok(left, 'the journal has an operation');
      const where = whereKilled(left);
      await until('the journal says how it ended', () => pieces.open.length === 0, 30_000);
      return new OtherWindow(pieces, left.id, where);
    } catch (error) {
      pieces.stop();
      throw error;
    }
  }

  get operation(): Operation {
    const found = this.pieces.journal.find(this.id);
    assert.ok(found);
    return found;
  }

  /** What is offered to go on with; of several, what the newest operation offers. */
  get offer(): OperationRequest | undefined {
    return this.pieces.offers[0];
  }

  /** Goes on with what is offered, until nothing is. */
  async goOn(): Promise<void> {
    for (let request = this.offer, times = 0; request; request = this.offer, times += 1) {
      assert.ok(times < 3, `offered again and again: ${JSON.stringify(request)}`);
      await this.run(request);
    }
  }

  /** Goes on with what is offered; what was done for it, or undefined where nothing was to do. */
  async goOnOnce(): Promise<Operation | undefined> {
    return this.offer && this.run(this.offer);
  }

  /** Back to what was before. */
  async goBack(): Promise<Operation | undefined> {
    const request = undoOf(this.operation);
    return request && this.run(request);
  }

  private async run(request: OperationRequest): Promise<Operation | undefined> {
    const operation = await this.pieces.run(request);
    if (operation) assert.equal(operation.outcome?.result, 'done', JSON.stringify(operation.outcome));
    return operation;
  }

  /** Nobody holds what the operation changed. */
  async expectFree(): Promise<void> {
    const patience = AbortSignal.timeout(20_000);
    const { connection } = await this.pieces.store.until(
      ({ connection: { phase } }) => phase === 'connected',
      patience,
    );
    assert.ok(connection.phase === 'connected');
    for (const serviceId of changedServiceIds(this.operation))
      assert.equal(await this.pieces.locks.holderOf(lockKey(connection, serviceId)), undefined, serviceId);
  }

  close(): void {
    this.pieces.stop();
  }
}
