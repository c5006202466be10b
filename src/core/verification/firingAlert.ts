export type AlertSource = 'prometheus' | 'alertmanager' | 'grafana';

/** An alert that fires. */
export interface FiringAlert {
  /** Hostile. */
  readonly name: string;
  /** Its labels as text, to tell two of one name apart. */
  readonly labels: string;
  /** The same by name, as they are: hostile. */
  readonly labelled: Readonly<Record<string, string>>;
  /** Wall time of this machine, ms; undefined where the source does not tell, or its clock is not known. */
  readonly since: number | undefined;
  readonly from: AlertSource;
}
