export type AlertSource = 'prometheus' | 'alertmanager' | 'grafana';

/** An alert that fires. */
export interface FiringAlert {
  /** Hostile. */
  readonly name: string;
  /** Its labels as text, to tell two of one name apart. */
  readonly labels: string;
  /** Wall time, ms; undefined where the source does not tell. */
  readonly since: number | undefined;
  readonly from: AlertSource;
}
