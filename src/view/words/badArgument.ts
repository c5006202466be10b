/** @param what is wrong with what a keybinding or a task gave, such as `"replicas" must be a whole number` */
export const badArgument = (what: string): string =>
  `${what}. Nothing was done; mend the keybinding or task that asks for this.`;
