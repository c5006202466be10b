import assert from 'node:assert/strict';
import type { EngineFailureReason } from '../../../../../src/core/connection/engineFailure.js';
import { engineFailureWords, failureSentence } from '../../../../../src/view/words/connection/engineFailureWords.js';
import { linksIn } from '../../../support/workbenchText.js';

/** What the words of each reason have to tell, and what to do has to lead to. */
const reasons = {
  'no-engine': [/No Docker engine answers at tcp:\/\/prod:2376\./, /Start Docker|another context/],
  'no-permission': [/may not open tcp:\/\/prod:2376\./, /group docker.*usermod -aG docker/],
  'tls-refused': [/do not agree on TLS/, /CA, client certificate and key/],
  'host-unknown': [/has no address/, /network or VPN/],
  'api-too-old': [/too old: it says so\./, /20\.10 \(API 1\.41\)/],
  'timed-out': [/did not answer in time/, /firewall/],
  'tls-untrusted': [/not by the CA.*nothing was sent/, /ca\.pem/],
  'tls-expired': [/certificate of tcp:\/\/prod:2376 has expired/, /renewed.*clocks/],
  'tls-wrong-host': [/is for another host/, /name that is in the certificate/],
  'tls-client-missing': [/wants a client certificate/, /cert\.pem and key\.pem/],
  'tls-client-expired': [/Your client certificate for tcp:\/\/prod:2376 has expired/, /docker context update/],
  'tls-client-refused': [/does not take this context's client certificate/, /engine's own CA/],
  'ssh-missing': [/no ssh on this machine/, /Install OpenSSH/],
  'ssh-unreachable': [/No SSH server answers/, /host and port/],
  'ssh-host-key-unknown': [/key of tcp:\/\/prod:2376 is not known/, /Try again to be asked/],
  'ssh-host-key-unasked': [/key of tcp:\/\/prod:2376 is not known/, /cannot ask: connect once with ssh in a terminal/],
  'ssh-host-key-changed': [/not the one that this machine knows: nothing was sent/, /ssh-keygen -R/],
  'ssh-denied': [/does not let you log in/, /Try again: .* asks for a passphrase.*ssh-agent/],
  'ssh-no-docker': [/no "docker" command/, /Docker CLI there/],
  'ssh-docker-denied': [/not use its Docker/, /group docker/],
  'ssh-failed': [/over SSH failed: it says so\./, /in a terminal/],
  'context-invalid': [/cannot be used: it says so\./, /Choose another context/],
  'not-found': [/no longer knows it: it says so\./, /Refresh/],
  conflict: [/does not allow it: it says so\./, /plan again/],
  refused: [/Docker refused: it says so\./, /output channel/],
  interrupted: [/connection to tcp:\/\/prod:2376 broke/, /connects again/],
  killed: [/did not within half a minute, and was killed/, /half done.*look at the replicas/],
  cancelled: [/Cancelled\./, /Nothing further/],
} as const satisfies Record<EngineFailureReason, readonly [RegExp, RegExp]>;

const failure = (
  reason: EngineFailureReason,
  detail = 'it says so.',
  address = 'tcp://prod:2376',
): Parameters<typeof engineFailureWords>[0] => ({ reason, address, detail });

describe('engineFailureWords', () => {
  for (const [reason, [happened, remedy]] of Object.entries(reasons) as [
    EngineFailureReason,
    readonly [RegExp, RegExp],
  ][]) {
    it(`says what happened and what to do when ${reason}`, () => {
      const words = engineFailureWords(failure(reason));
      assert.match(words.happened, happened);
      assert.match(words.remedy, remedy);
      assert.equal(failureSentence(failure(reason)), `${words.happened} ${words.remedy}`);
    });

    it(`keeps calm and to whole sentences when ${reason}, with and without a detail`, () => {
      for (const detail of ['it says so', 'it says so.', '', ' ']) {
        const sentence = failureSentence(failure(reason, detail));
        assert.doesNotMatch(sentence, /!|Error:|undefined|: \.| {2}|\.\.| \./);
        assert.match(sentence, /^[A-Zt].*\.$/);
      }
    });

    it(`lets no text of the engine make a link or a line when ${reason}`, () => {
      const evil = 'x\n[Retry](command:workbench.action.quit)';
      const sentence = failureSentence(failure(reason, evil, evil));
      assert.deepEqual(linksIn(sentence), []);
      assert.doesNotMatch(sentence, /\n/);
    });
  }
});
