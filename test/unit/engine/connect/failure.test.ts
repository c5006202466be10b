import assert from 'node:assert/strict';
import { toEngineFailure } from '../../../../src/engine/connect/failure.js';
import type { EngineFailureReason } from '../../../../src/core/connection/engineFailure.js';

const withCode = (code: string, message = code): Error => Object.assign(new Error(message), { code });
const withStatus = (statusCode: number, message: string): Error =>
  Object.assign(new Error(`HTTP ${statusCode}`), { statusCode, json: { message } });
const reasonOf = (thrown: unknown): EngineFailureReason => toEngineFailure(thrown, 'tcp://x').reason;

describe('toEngineFailure', () => {
  const reasons: Partial<Record<EngineFailureReason, readonly unknown[]>> = {
    'no-engine': ['ENOENT', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTSOCK'].map((code) => withCode(code)),
    'no-permission': [withCode('EACCES'), withCode('EPERM')],
    'host-unknown': [withCode('ENOTFOUND'), withCode('EAI_AGAIN')],
    'timed-out': [withCode('ETIMEDOUT')],
    interrupted: [
      withCode('ECONNRESET', 'socket hang up'),
      withCode('EPIPE'),
      new Error('socket hang up'),
      new Error('aborted'),
    ],
    cancelled: [new DOMException('This operation was aborted', 'AbortError'), withCode('ABORT_ERR')],
    'tls-refused': [
      ...['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'CERT_SIGNATURE_FAILURE', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ]
      .map((code): unknown => withCode(code))
      .concat([
        withStatus(400, 'Client sent an HTTP request to an HTTPS server.'),
        Object.assign(withCode('HPE_INVALID_CONSTANT'), { rawPacket: Buffer.from([0x15, 3, 1]) }),
      ]),
    'tls-untrusted': [
      ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_ISSUER_CERT'],
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ].map((code) => withCode(code)),
    'tls-expired': [withCode('CERT_HAS_EXPIRED'), withCode('CERT_NOT_YET_VALID')],
    'tls-wrong-host': [withCode('ERR_TLS_CERT_ALTNAME_INVALID')],
    'tls-client-missing': [withCode('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
    'tls-client-expired': [withCode('ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED')],
    'tls-client-refused': [
      ...[
        'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
        'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
        'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
      ],
    ].map((code) => withCode(code)),
    'ssh-denied': [withCode('SSH_DENIED')],
    'ssh-host-key-unasked': [withCode('SSH_HOST_KEY_UNASKED')],
    'ssh-host-key-changed': [withCode('SSH_HOST_KEY_CHANGED')],
    'context-invalid': [withCode('ERR_OSSL_PEM_NO_START_LINE'), withCode('ERR_OSSL_X509_KEY_VALUES_MISMATCH')],
    'not-found': [withStatus(404, 'No such container: x')],
    conflict: [withStatus(409, 'name is in use')],
    refused: [withStatus(500, 'no space'), withStatus(400, 'bad'), withCode('HPE_INVALID_CONSTANT'), 'text', undefined],
  };

  for (const [reason, thrown] of Object.entries(reasons)) {
    it(`knows ${reason}`, () => {
      for (const error of thrown) assert.equal(reasonOf(error), reason, String(error));
    });
  }

  it("takes the engine's own words and the address as it was written", () => {
    assert.deepEqual(toEngineFailure(withStatus(409, ' in use \n'), 'unix:///x'), {
      reason: 'conflict',
      address: 'unix:///x',
      detail: 'in use',
    });
  });

  it('names every address that a name stands for when all of them refuse', () => {
    const errors = [withCode('ECONNREFUSED', 'connect ::1:1'), withCode('ECONNREFUSED', 'connect 127.0.0.1:1')];
    const failure = toEngineFailure(Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' }), 'tcp://x');
    assert.deepEqual([failure.reason, failure.detail], ['no-engine', 'connect ::1:1; connect 127.0.0.1:1']);
  });

  it('bounds the words', () => {
    assert.equal(toEngineFailure(withStatus(500, 'x'.repeat(100_000)), 'a').detail.length, 1000);
  });
});
