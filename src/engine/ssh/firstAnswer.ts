import type { Duplex } from 'node:stream';
import { withCode } from './sshFailure.js';

const question = 'HEAD /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';
const maxCharacters = 8_000;
const end = '\r\n\r\n';

/**
 * Asks the engine for a sign of life, and takes its answer, which has no body: what is written and read next begins anew.
 *
 * @throws what the socket failed with, or that something else than an engine answers
 */
export function firstAnswer(socket: Duplex, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const settle = (error?: Error): void => {
      socket.off('data', onData).off('error', settle).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      if (error) {
        // What comes after has nobody to hear it.
        socket.on('error', () => undefined).destroy();
        reject(error);
      } else resolve();
    };
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      const isHttp = text.startsWith('HTTP/1.') || 'HTTP/1.'.startsWith(text);
      if (!isHttp)
        settle(withCode(`Before the engine answers, the login there prints: ${text.slice(0, 200)}`, 'SSH_FAILED'));
      else if (text.endsWith(end)) settle();
      else if (text.length > maxCharacters) settle(withCode('What answers there is no Docker Engine.', 'SSH_FAILED'));
    };
    const onClose = (): void => settle(withCode('The connection over SSH ended.', 'ECONNRESET'));
    const onAbort = (): void => settle(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    socket.on('data', onData).once('error', settle).once('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else socket.write(question);
  });
}
