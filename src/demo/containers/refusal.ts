/** What an engine refuses, with the status and the words that Docker has for it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const noSuch = (id: string): Refusal => new Refusal(404, `No such container: ${id}`);
