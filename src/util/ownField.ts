/** What an object itself has by a name, and nothing that it inherits or would have to work out; undefined of anything else. */
export const ownField = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
