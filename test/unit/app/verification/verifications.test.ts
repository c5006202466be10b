import assert from 'node:assert/strict';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { Verifications } from '../../../../src/app/verification/verifications.js';
import type { Verifier } from '../../../../src/app/verification/verifier.js';
import type { VerificationRequest } from '../../../../src/core/verification/verificationRun.js';
import { ok } from '../../../../src/util/result.js';
import { checkOf, made, verificationWith } from '../../support/verifications.js';

const request: VerificationRequest = {
  stackId: 'compose:shop',
  services: ['web', 'worker'],
  pace: 'full',
  operation: undefined,
};

/** Runs until it is asked to end, or told to. */
class Slow implements Verifier {
  readonly signals: AbortSignal[] = [];
  end: () => void = () => undefined;

  async run(asked: VerificationRequest, _by: string, signal: AbortSignal) {
    await this.wait(signal);
    return ok(verificationWith(made(checkOf('alerts')), { request: asked }));
  }

  async again(_verification: string, _check: string, signal: AbortSignal) {
    await this.wait(signal);
    return checkOf('alerts');
  }

  private wait(signal: AbortSignal): Promise<void> {
    this.signals.push(signal);
    return new Promise((resolve) => {
      this.end = resolve;
      signal.addEventListener('abort', () => resolve());
    });
  }
}

function setup(ready: () => Promise<unknown> = () => Promise.resolve()) {
  const verifier = new Slow();
  const store = new LiveStore();
  return { verifier, store, verifications: new Verifications(() => Promise.resolve(verifier), store, ready) };
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('Verifications', () => {
  it('ends the one that is asked for, and no other', async () => {
    const { verifications, verifier } = setup();
    const other = { ...request, services: [] };
    const both = [verifications.start(request, 'ana'), verifications.start(other, 'ana')];
    await turn();
    assert.equal(verifications.cancel(request), true);
    assert.deepEqual(
      verifier.signals.map(({ aborted }) => aborted),
      [true, false],
    );
    verifier.end();
    assert.ok((await Promise.all(both)).every((result) => result.ok));
    assert.equal(verifications.isRunning(request), false);
    assert.equal(verifications.cancel(request), false);
  });

  it('knows one like it, in whatever order its services are named', async () => {
    const { verifications, verifier } = setup();
    const running = verifications.start(request, 'ana');
    assert.equal(verifications.underWay({ ...request, services: ['worker', 'web'] }), request);
    assert.equal(verifications.underWay({ ...request, pace: 'quick' }), undefined);
    assert.equal(verifications.underWay({ ...request, services: ['web'] }), undefined);
    assert.equal(verifications.underWay({ ...request, stackId: 'compose:other' }), undefined);
    await turn();
    verifier.end();
    await running;
    assert.equal(verifications.underWay(request), undefined);
  });

  it('verifies all the same where the journal cannot be read', async () => {
    const { verifications, verifier } = setup(() => Promise.reject(new Error('unreadable')));
    const running = verifications.start(request, 'ana');
    await turn();
    verifier.end();
    assert.ok((await running).ok);
  });

  it('makes a check anew once at a time, and lets it be ended', async () => {
    const { verifications, verifier, store } = setup();
    store.update({ verifications: [verificationWith([], { request })] });
    const running = verifications.again('v-1', 'alerts');
    assert.equal(await verifications.again('v-1', 'alerts'), undefined);
    await turn();
    assert.equal(verifier.signals.length, 1);
    assert.equal(verifications.cancel(request), true);
    assert.equal((await running)?.kind, 'alerts');
    assert.equal(verifications.cancel(request), false);
  });
});
