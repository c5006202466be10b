/** Makes ids of what a text says, each once: the same text has the same id as long as no twin comes before it. */
export class IdMaker {
  private readonly counts = new Map<string, number>();
  private readonly given = new Set<string>();

  /** @param name what an id begins with, without spaces */
  give(name: string): string {
    let count = this.counts.get(name) ?? 0;
    let id = count === 0 ? name : `${name}-${count}`;
    // What one text and its number make can be what another one says.
    while (this.given.has(id)) {
      count += 1;
      id = `${name}-${count}`;
    }
    this.counts.set(name, count + 1);
    this.given.add(id);
    return id;
  }
}
