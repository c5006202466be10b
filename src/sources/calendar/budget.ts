/** Thrown once the work that was allowed is used up, out of whatever loop it happens in. */
class BudgetSpent extends Error {}

/** Bounds work on text that nobody vouches for: so many steps, and so long, whichever ends first. */
export class Budget {
  private steps = 0;

  constructor(
    private readonly maxSteps: number,
    private readonly isOver: () => boolean,
  ) {}

  /** Throws when there is nothing left to spend. */
  spend(): void {
    this.steps += 1;
    if (this.isSpent) throw new BudgetSpent();
  }

  get isSpent(): boolean {
    return this.steps > this.maxSteps || this.isOver();
  }

  /** A smaller one whose steps are taken from this one, too. */
  part(maxSteps: number): Budget {
    return new Budget(maxSteps, () => {
      this.steps += 1;
      return this.isSpent;
    });
  }
}
