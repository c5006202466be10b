import assert from 'node:assert/strict';
import type { EngineFailureReason } from '../../../../../src/core/connection/engineFailure.js';
import { connectionFailureText } from '../../../../../src/view/words/connection/connectionFailureText.js';
import { context } from '../../../support/stacks.js';

const textOf = (reason: EngineFailureReason, retryAt: number | undefined): string =>
  connectionFailureText({
    ...{ phase: 'failed', context, retryAt },
    failure: { reason, address: 'tcp://prod:2376', detail: '' },
  });

describe('why there is no connection', () => {
  it('says that it is tried again by itself, where it is', () => {
    assert.equal(
      textOf('no-engine', 1000),
      'No Docker engine answers at tcp://prod:2376. Start Docker, or choose another context. Scalebook tries again by itself.',
    );
  });

  it('says that it waits for a person, where it does', () => {
    assert.match(textOf('ssh-denied', undefined), /ssh configuration\. It is not tried again until you ask for it\.$/);
  });

  it('says it once', () => {
    assert.equal(textOf('interrupted', 1000).match(/by itself/g)?.length, 1);
  });
});
