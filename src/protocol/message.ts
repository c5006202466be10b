/**
 * Messages between a page and its host, in three kinds: a notification goes from the host to the page, a command from the page to the host, a request
 * from the page to the host with an answer. A page's contract names all of its messages once; both sides are made from it, so that a message without a
 * handler, or one with the wrong content, does not compile.
 */
export interface Notification<Content> {
  readonly kind: 'notification';
  /** Never there: it carries the type. */
  readonly content?: Content;
}

export interface Command<Content> {
  readonly kind: 'command';
  readonly content?: Content;
}

export interface Request<Content, Answer> {
  readonly kind: 'request';
  readonly content?: Content;
  readonly answer?: Answer;
}

export type Contract = Readonly<Record<string, Notification<unknown> | Command<unknown> | Request<unknown, unknown>>>;

export const notification = <Content>(): Notification<Content> => ({ kind: 'notification' });
export const command = <Content = null>(): Command<Content> => ({ kind: 'command' });
export const request = <Content, Answer>(): Request<Content, Answer> => ({ kind: 'request' });

type Named<C, Kind> = { [N in keyof C]: C[N] extends { readonly kind: Kind } ? N : never }[keyof C] & string;

export type ContentOf<M> = M extends { readonly content?: infer Content } ? Exclude<Content, undefined> : never;
export type AnswerOf<M> = M extends Request<unknown, infer Answer> ? Answer : never;

export type NotificationName<C> = Named<C, 'notification'>;
export type CommandName<C> = Named<C, 'command'>;
export type RequestName<C> = Named<C, 'request'>;

/** What the page does with what the host tells. */
export type PageHandlers<C> = { readonly [N in NotificationName<C>]: (content: ContentOf<C[N]>) => void };

/** What the host does with what the page asks. */
export type HostHandlers<C> = { readonly [N in CommandName<C>]: (content: ContentOf<C[N]>) => void } & {
  readonly [N in RequestName<C>]: (content: ContentOf<C[N]>) => Promise<AnswerOf<C[N]>>;
};

/** As they are sent. `call` tells the answers to a page's requests apart. */
export type ToPage =
  | { readonly name: string; readonly content: unknown }
  | { readonly answerTo: number; readonly content: unknown }
  | { readonly answerTo: number; readonly failed: true };

export interface ToHost {
  readonly name: string;
  readonly content: unknown;
  /** Of a request alone. */
  readonly call?: number;
}
