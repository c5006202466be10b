import { oneLine } from '../../markdown.js';

/** What is shown where a box for a secret opens. */
export interface SecretWords {
  readonly title: string;
  readonly prompt: string;
}

/** A question that wants a yes. */
export interface ConfirmWords {
  readonly title: string;
  readonly detail: string;
  readonly button: string;
}

/** `text` is ssh's, such as "Enter passphrase for key '/home/me/.ssh/id_ed25519':", or the server's own. */
export const secretWords = (address: string, text: string): SecretWords => ({
  title: `Log in to ${oneLine(address)}`,
  prompt: `${oneLine(text).replace(/:$/, '')}. Kept in memory for as long as the login.`,
});

/** `text` is ssh's: a host whose key is not known, or an agent that wants to know whether a key may be used. */
export function confirmWords(address: string, text: string): ConfirmWords {
  const shown = oneLine(address);
  const [, kind, fingerprint] = /\b([A-Z0-9-]{2,20}) key fingerprint is ([A-Za-z0-9+/=:]{10,200})/.exec(text) ?? [];
  if (kind === undefined || fingerprint === undefined) {
    return { title: `ssh asks before it logs in to ${shown}`, detail: oneLine(text), button: 'Answer Yes' };
  }
  return {
    title: `Is this the machine that you mean by ${shown}?`,
    detail:
      `ssh does not know it yet. Its ${kind} key has the fingerprint\n\n${fingerprint}\n\n` +
      'Compare it with what whoever runs that machine tells you. If you trust it, ssh keeps it in your known_hosts.',
    button: 'Trust and Connect',
  };
}

/** `text` is ssh's, such as "Confirm user presence for key ECDSA-SK …". */
export const noticeWords = (address: string, text: string): string => `${oneLine(address)}: ${oneLine(text)}`;
