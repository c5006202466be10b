import type {
  AnswerOf,
  CommandName,
  ContentOf,
  Contract,
  NotificationName,
  PageHandlers,
  RequestName,
  ToHost,
  ToPage,
} from '../../src/protocol/message.js';
import type { PageApi } from './pageApi.js';

/** The page's way to its host. */
export interface Host<C extends Contract> {
  send<N extends CommandName<C>>(name: N, content: ContentOf<C[N]>): void;
  /** Rejects where the host could not do it. */
  ask<N extends RequestName<C>>(name: N, content: ContentOf<C[N]>): Promise<AnswerOf<C[N]>>;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A notification without a handler does not compile. */
export function connectHost<C extends Contract>(
  _contract: C,
  api: Pick<PageApi<never>, 'postMessage'>,
  handlers: PageHandlers<C>,
): Host<C> {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null) return;
    const message = data as ToPage;
    if ('answerTo' in message) {
      const call = waiting.get(message.answerTo);
      waiting.delete(message.answerTo);
      if ('failed' in message) call?.reject(new Error('The host could not answer.'));
      else call?.resolve(message.content);
    } else if ('name' in message && Object.hasOwn(handlers, message.name)) {
      handlers[message.name as NotificationName<C>](message.content as never);
    }
  });
  const post = (message: ToHost): void => api.postMessage(message);
  return {
    send: (name, content) => post({ name, content }),
    ask: (name, content) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve: (answer) => resolve(answer as never), reject });
        post({ name, content, call: calls });
      }),
  };
}
