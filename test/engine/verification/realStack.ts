import assert from 'node:assert/strict';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import type { Check, CheckKind } from '../../../src/core/verification/check.js';
import type { CheckVerdict } from '../../../src/core/verification/checkVerdict.js';
import type { Verification } from '../../../src/core/verification/verificationRun.js';
import { until } from '../support/connection.js';
import { runbookAt } from './stackRunbook.js';
import { VerificationPieces } from './verificationPieces.js';
import { VerificationStack } from './verificationStack.js';

const longestMs = 90_000;

/** The real stack with what verifies it, for the parts of the test to use. */
export class RealStack {
  readonly runbook: Runbook;
  readonly backends: readonly string[];
  /** Whose checks are made again. */
  first: Verification | undefined;

  private constructor(
    readonly stack: VerificationStack,
    readonly pieces: VerificationPieces,
  ) {
    this.runbook = runbookOf(stack, stack.addresses.backend);
    this.backends = [1, 2].map((number) => stack.container('backend', number));
  }

  static async up(): Promise<RealStack> {
    const stack = await VerificationStack.up();
    const runbook = runbookOf(stack, stack.addresses.backend);
    return new RealStack(stack, await VerificationPieces.start(runbook, stack.stackId));
  }

  async down(): Promise<void> {
    this.pieces.stop();
    await this.stack.down();
  }

  /** @param backend where the backend is asked */
  readonly runbookOf = (backend: string): Runbook => runbookOf(this.stack, backend);

  readonly again = async (kind: CheckKind, service = 'backend'): Promise<Check> => {
    this.first ??= await this.pieces.verify();
    return this.pieces.again(this.first, kind, service);
  };

  readonly becomes = async (kind: CheckKind, service: string, verdict: CheckVerdict): Promise<Check> => {
    let check: Check | undefined;
    const has = async (): Promise<boolean> => (check = await this.again(kind, service)).verdict === verdict;
    await until(`${kind} ${verdict}`, has, longestMs);
    return check ?? assert.fail();
  };
}

function runbookOf({ addresses, project }: VerificationStack, backend: string): Runbook {
  const { frontend, dashboard, prometheus, alertmanager } = addresses;
  const places = {
    'http://localhost:3000': frontend,
    'http://localhost:3001': backend,
    'http://localhost:8080': dashboard,
    'http://localhost:9090': prometheus,
  };
  const moved = runbookAt(places, project);
  const queue = { queueWindowMs: 12_000, queueEveryMs: 1000 };
  return { ...moved, verification: { ...moved.verification, ...queue, alertmanagerUrl: alertmanager } };
}
