import * as z from 'zod/mini';
import type {
  AnswerOf,
  CommandName,
  ContentOf,
  Contract,
  HostHandlers,
  RequestName,
  ToPage,
} from '../../protocol/message.js';

type FromPage<C> = CommandName<C> | RequestName<C>;

/** The shape of all that a page can send. A message without one does not compile, nor does one whose shape is of something else. */
export type InboundShapes<C> = { readonly [N in FromPage<C>]: z.ZodMiniType<ContentOf<C[N]>> };

const envelope = z.strictObject({
  name: z.string().check(z.maxLength(40)),
  content: z.unknown(),
  call: z.optional(z.int().check(z.positive())),
});

/** What a page sent that is none of its messages, for the log; the content is not in it. */
export type Refuse = (what: string) => void;

/**
 * Takes messages of a page: nothing that has another shape than its contract comes to a handler.
 *
 * @param answer where answers to requests are sent
 */
export function receive<C extends Contract>(
  contract: C,
  shapes: InboundShapes<C>,
  handlers: HostHandlers<C>,
  answer: (message: ToPage) => void,
  refuse: Refuse,
): (message: unknown) => void {
  return (message) => {
    const outer = envelope.safeParse(message);
    if (!outer.success) return refuse('a message without a name');
    const { name, content, call } = outer.data;
    const kind = Object.hasOwn(contract, name) ? contract[name]?.kind : undefined;
    if ((kind !== 'command' && kind !== 'request') || (kind === 'request') !== (call !== undefined))
      return refuse('a message that the page does not have');
    const inner = shapes[name as FromPage<C>].safeParse(content);
    if (!inner.success) return refuse(`another content than ${name} has`);
    const handler = handlers[name as FromPage<C>] as (content: unknown) => unknown;
    const done = handler(inner.data);
    if (call !== undefined) void reply(call, done as Promise<AnswerOf<C[RequestName<C>]>>, answer);
  };
}

async function reply(call: number, done: Promise<unknown>, answer: (message: ToPage) => void): Promise<void> {
  try {
    answer({ answerTo: call, content: await done });
  } catch (error) {
    answer({ answerTo: call, failed: true });
    throw error;
  }
}
