/** What a team is told of an operation. Plain text: each kind of webhook has its own way to keep it from being anything else. */
export interface TeamMessage {
  readonly event: 'planned' | 'started' | 'ended' | 'test';
  readonly tone: 'plain' | 'good' | 'bad';
  readonly title: string;
  readonly text: string;
  /** In order. */
  readonly facts: readonly TeamFact[];
}

export interface TeamFact {
  readonly name: string;
  readonly value: string;
}
