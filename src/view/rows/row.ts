/** One row of the sidebar's tree, ready to show. */
export interface Row {
  /** The same from one state to the next, so that selection and expansion stay. */
  readonly id: string;
  readonly kind:
    'stack' | 'group' | 'service' | 'replica' | 'day' | 'operation' | 'verification' | 'detail' | 'run' | 'template';
  readonly label: string;
  readonly description: string;
  /** Markdown; what came from outside is escaped. */
  readonly tooltip: string;
  /** A codicon's name, `~spin` included. */
  readonly icon: string;
  /** A theme colour's id. */
  readonly iconColor: string | undefined;
  /** Words that menus are chosen by, such as `service scalable canScaleUp`. */
  readonly contextValue: string;
  readonly expanded: 'never' | 'collapsed' | 'expanded';
  /** What a screen reader says of the row. */
  readonly spoken: string;
  readonly children: readonly Row[];
}

/** All that is drawn is equal, so that the row can stay as it is. The tooltip is asked for when it is wanted. */
export function looksTheSame(a: Row, b: Row): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.icon === b.icon &&
    a.iconColor === b.iconColor &&
    a.contextValue === b.contextValue &&
    a.spoken === b.spoken
  );
}
