import type { EngineFailure, EngineFailureReason } from '../../core/connection/engineFailure.js';
import { oneLine } from '../markdown.js';

/** What happened and what to do, one sentence each. */
export interface FailureWords {
  readonly happened: string;
  readonly remedy: string;
}

const said = (detail: string): string => (detail === '' ? '' : `: ${detail}`);

const words = {
  'no-engine': ({ address }) => ({
    happened: `No Docker engine answers at ${address}.`,
    remedy: 'Start Docker, or choose another context.',
  }),
  'no-permission': ({ address }) => ({
    happened: `You may not open ${address}.`,
    remedy: 'Add yourself to the group docker with "sudo usermod -aG docker $USER", then log in again.',
  }),
  'tls-refused': ({ address }) => ({
    happened: `${address} and this machine do not agree on TLS.`,
    remedy: "Check the context's CA, client certificate and key, and whether the engine expects TLS at this port.",
  }),
  'host-unknown': ({ address }) => ({
    happened: `The host of ${address} has no address.`,
    remedy: 'Check its name in the context, and your network or VPN.',
  }),
  'api-too-old': ({ detail }) => ({
    happened: `This engine is too old${said(detail)}.`,
    remedy: 'Scalebook needs Docker Engine 20.10 (API 1.41) or newer.',
  }),
  'timed-out': ({ address }) => ({
    happened: `${address} did not answer in time.`,
    remedy: 'Check whether the engine hangs, and whether a firewall is in the way.',
  }),
  'unsupported-transport': ({ address }) => ({
    happened: `Scalebook cannot use ${address} yet: contexts over SSH are not supported.`,
    remedy: 'Choose a context with a socket or TCP address.',
  }),
  'context-invalid': ({ detail }) => ({
    happened: `This context cannot be used${said(detail)}.`,
    remedy: 'Choose another context, or mend it with "docker context".',
  }),
  'not-found': ({ detail }) => ({
    happened: `The engine no longer knows it${said(detail)}.`,
    remedy: 'Refresh and look again.',
  }),
  conflict: ({ detail }) => ({
    happened: `Its present state does not allow it${said(detail)}.`,
    remedy: 'Refresh and plan again.',
  }),
  refused: ({ detail }) => ({
    happened: `Docker refused${said(detail)}.`,
    remedy: 'The output channel has the details.',
  }),
  interrupted: ({ address }) => ({
    happened: `The connection to ${address || 'the engine'} broke.`,
    remedy: 'Scalebook connects again by itself; refresh to see what is running now.',
  }),
  cancelled: () => ({ happened: 'Cancelled.', remedy: 'Nothing further was done.' }),
} as const satisfies Record<EngineFailureReason, (failure: EngineFailure) => FailureWords>;

/** The one place that turns a failure of the engine into words. */
export function engineFailureWords(failure: EngineFailure): FailureWords {
  const clean = { ...failure, address: oneLine(failure.address), detail: oneLine(failure.detail).replace(/\.$/, '') };
  return words[failure.reason](clean);
}

export const failureSentence = (failure: EngineFailure): string => {
  const { happened, remedy } = engineFailureWords(failure);
  return `${happened} ${remedy}`;
};
