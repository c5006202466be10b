import type { EngineFailure, EngineFailureReason } from '../../core/connection/engineFailure.js';
import { ownField } from '../../util/ownField.js';

const MAX_DETAIL_CHARACTERS = 1000;

const REASON_BY_CODE: Readonly<Record<string, EngineFailureReason>> = {
  ENOENT: 'no-engine',
  ECONNREFUSED: 'no-engine',
  ENOTSOCK: 'no-engine',
  ENOTDIR: 'no-engine',
  EHOSTUNREACH: 'no-engine',
  ENETUNREACH: 'no-engine',
  EHOSTDOWN: 'no-engine',
  EADDRNOTAVAIL: 'no-engine',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOTFOUND: 'host-unknown',
  EAI_AGAIN: 'host-unknown',
  EAI_NONAME: 'host-unknown',
  EAI_NODATA: 'host-unknown',
  ETIMEDOUT: 'timed-out',
  ESOCKETTIMEDOUT: 'timed-out',
  ECONNRESET: 'interrupted',
  ECONNABORTED: 'interrupted',
  EPIPE: 'interrupted',
  ABORT_ERR: 'cancelled',
  EPROTO: 'tls-refused',
  SSH_MISSING: 'ssh-missing',
  SSH_UNREACHABLE: 'ssh-unreachable',
  SSH_HOST_KEY_UNKNOWN: 'ssh-host-key-unknown',
  SSH_HOST_KEY_UNASKED: 'ssh-host-key-unasked',
  SSH_HOST_KEY_CHANGED: 'ssh-host-key-changed',
  SSH_DENIED: 'ssh-denied',
  SSH_NO_DOCKER: 'ssh-no-docker',
  SSH_DOCKER_DENIED: 'ssh-docker-denied',
  SSH_FAILED: 'ssh-failed',
  // The certificate or key file of the context is no PEM, or the two do not belong together.
  ERR_OSSL_PEM_NO_START_LINE: 'context-invalid',
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'context-invalid',
};

/** What of TLS has a remedy of its own; alerts are the engine's words about the client's certificate. */
const TLS_REASONS: readonly (readonly [RegExp, EngineFailureReason])[] = [
  [/^(UNABLE_TO_(VERIFY_LEAF|GET_ISSUER)|SELF_SIGNED_|DEPTH_ZERO_SELF)/, 'tls-untrusted'],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'tls-expired'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'tls-wrong-host'],
  [/_ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE)$/, 'tls-client-missing'],
  [/_ALERT_CERTIFICATE_EXPIRED$/, 'tls-client-expired'],
  [/_ALERT_(\w*_CERTIFICATE|CERTIFICATE_\w+|UNKNOWN_CA|ACCESS_DENIED)$/, 'tls-client-refused'],
];
/** OpenSSL's names of what it dislikes in a certificate, as Node passes them on. */
const CERTIFICATE_CODE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|ERROR_IN_CERT|CRL_|PATH_LENGTH_EXCEEDED)/;
const CONTEXT_FILE_CODE = /^ERR_(OSSL_|CRYPTO_)/;
/** A TLS record of type alert or handshake, where HTTP was expected. */
const TLS_RECORD_TYPES = [0x15, 0x16];

/** What was thrown on the way to or from an engine, as the one kind of failure that the rest of Scalebook knows. */
export function toEngineFailure(thrown: unknown, address: string): EngineFailure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { reason: reasonOf(error), address, detail: boundedText(detailOf(error)) };
}

export const boundedText = (text: string): string =>
  text.length <= MAX_DETAIL_CHARACTERS ? text : `${text.slice(0, MAX_DETAIL_CHARACTERS - 1)}…`;

function reasonOf(error: Error): EngineFailureReason {
  const status = ownField(error, 'statusCode');
  if (typeof status === 'number') return reasonOfStatus(status, error);
  if (error.name === 'AbortError') return 'cancelled';
  const code = ownField(error, 'code');
  if (typeof code !== 'string') return /socket hang up|aborted/i.test(error.message) ? 'interrupted' : 'refused';
  const known = REASON_BY_CODE[code];
  if (known) return known;
  const ofTls = TLS_REASONS.find(([pattern]) => pattern.test(code));
  if (ofTls) return ofTls[1];
  if (CERTIFICATE_CODE.test(code)) return 'tls-refused';
  if (CONTEXT_FILE_CODE.test(code)) return 'context-invalid';
  if (code.startsWith('HPE_')) return startsAsTls(ownField(error, 'rawPacket')) ? 'tls-refused' : 'refused';
  return 'interrupted';
}

function reasonOfStatus(status: number, error: Error): EngineFailureReason {
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 400 && /HTTP request to an HTTPS server/i.test(detailOf(error))) return 'tls-refused';
  return 'refused';
}

/** The engine's own words where it sent any. */
function detailOf(error: Error): string {
  const message = ownField(ownField(error, 'json'), 'message');
  if (typeof message === 'string' && message.trim()) return message.trim();
  const parts = error instanceof AggregateError ? error.errors.filter((part) => part instanceof Error) : [];
  // A name with several addresses fails with all their errors and no message of its own.
  const text = error.message.trim() || parts.map((part) => part.message).join('; ');
  return text || error.name;
}

const startsAsTls = (packet: unknown): boolean =>
  packet instanceof Uint8Array && packet[0] !== undefined && TLS_RECORD_TYPES.includes(packet[0]);
