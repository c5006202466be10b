import type { TeamMessage } from '../teamMessage.js';

/** For whatever takes JSON: the message as it is. */
export const plainJsonPayload = ({ event, title, text, facts }: TeamMessage): unknown => ({
  event,
  title,
  text,
  facts: facts.map(({ name, value }) => ({ name, value })),
});
