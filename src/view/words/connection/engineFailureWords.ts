import type { EngineFailure, EngineFailureReason } from '../../../core/connection/engineFailure.js';
import { oneLine } from '../../markdown.js';

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
  'tls-untrusted': ({ address }) => ({
    happened: `The certificate of ${address} is not by the CA that this context trusts: nothing was sent to it.`,
    remedy: "Check the context's ca.pem, and that the address is the engine that you mean.",
  }),
  'tls-expired': ({ address }) => ({
    happened: `The certificate of ${address} has expired, or is not valid yet.`,
    remedy: "Have the engine's certificate renewed, and check the clocks of both machines.",
  }),
  'tls-wrong-host': ({ address }) => ({
    happened: `The certificate of ${address} is for another host.`,
    remedy: 'Use the name that is in the certificate, or have this one added to it.',
  }),
  'tls-client-missing': ({ address }) => ({
    happened: `${address} wants a client certificate, and this context has none.`,
    remedy: 'Add cert.pem and key.pem to the context with "docker context update".',
  }),
  'tls-client-expired': ({ address }) => ({
    happened: `Your client certificate for ${address} has expired.`,
    remedy: 'Get a new one, and put it into the context with "docker context update".',
  }),
  'tls-client-refused': ({ address }) => ({
    happened: `${address} does not take this context's client certificate.`,
    remedy: "Use one that is signed by the engine's own CA, for clients.",
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
  'ssh-missing': () => ({
    happened: 'There is no ssh on this machine.',
    remedy: 'Install OpenSSH, and see that "ssh" is on the PATH of the editor.',
  }),
  'ssh-unreachable': ({ address }) => ({
    happened: `No SSH server answers at ${address}.`,
    remedy: 'Check host and port in the context, the server, and your network or VPN.',
  }),
  'ssh-host-key-unknown': ({ address }) => ({
    happened: `The key of ${address} is not known, and nobody has said that it is to be trusted.`,
    remedy: 'Try again to be asked, or connect once with ssh in a terminal.',
  }),
  'ssh-host-key-unasked': ({ address }) => ({
    happened: `The key of ${address} is not known, and nobody has said that it is to be trusted.`,
    remedy: 'On this system Scalebook cannot ask: connect once with ssh in a terminal, then try again.',
  }),
  'ssh-host-key-changed': ({ address }) => ({
    happened: `The key of ${address} is not the one that this machine knows: nothing was sent to it.`,
    remedy:
      'Somebody may be in between. Ask whoever runs that machine; if its key is new, remove the old one with "ssh-keygen -R HOST".',
  }),
  'ssh-denied': ({ address }) => ({
    happened: `${address} does not let you log in.`,
    remedy:
      'Try again: where ssh can, it asks for a passphrase or password. Else check the user in the context, and that your key is in ssh-agent or in your ssh configuration.',
  }),
  'ssh-no-docker': ({ address }) => ({
    happened: `There is no "docker" command at ${address}.`,
    remedy: 'Install the Docker CLI there, on the PATH that a login without a terminal has.',
  }),
  'ssh-docker-denied': ({ address }) => ({
    happened: `You may log in to ${address}, and not use its Docker.`,
    remedy: 'Add that user to the group docker there with "sudo usermod -aG docker USER", then try again.',
  }),
  'ssh-failed': ({ address, detail }) => ({
    happened: `The way to ${address} over SSH failed${said(detail)}.`,
    remedy: 'Try "ssh" to that host in a terminal.',
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
  killed: () => ({
    happened: 'Docker Compose was asked to end, did not within half a minute, and was killed.',
    remedy: 'What it was doing may be half done: look at the replicas, and plan again from what runs now.',
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
