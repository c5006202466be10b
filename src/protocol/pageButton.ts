/** A button that the host knows by its id. What it does, and with what, is the host's alone. */
export interface PageButton {
  readonly id: string;
  readonly title: string;
  /** What a screen reader says where the title alone is not enough. */
  readonly spoken: string;
  readonly isFirst: boolean;
}
