import { X509Certificate } from 'node:crypto';
import type { TlsFiles } from '../../core/connection/dockerContext.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';

/** Older engines say of every client certificate only that it is bad: what is wrong with it is to be seen here, too. */
export function withCertificateSeen(
  failure: EngineFailure,
  tls: TlsFiles | undefined,
  now = Date.now(),
): EngineFailure {
  if (failure.reason !== 'tls-client-refused') return failure;
  if (tls?.cert === undefined) return { ...failure, reason: 'tls-client-missing' };
  return hasEnded(tls.cert, now) ? { ...failure, reason: 'tls-client-expired' } : failure;
}

function hasEnded(pem: string, now: number): boolean {
  try {
    return Date.parse(new X509Certificate(pem).validTo) < now;
  } catch {
    return false;
  }
}
