/** What the schedule says at one moment. Times are wall time, ms. */
export interface ScheduleNow {
  readonly businessHours: boolean;
  /** When they end; undefined outside of them. */
  readonly businessHoursEndAt: number | undefined;
  /** What is there is kept: no scaling down. */
  readonly keep: boolean;
  readonly keepUntil: number | undefined;
  /** A calendar is configured and could not be read. */
  readonly calendarUnknown: boolean;
  /** Events and windows, each proposed from `proposeFrom` on. */
  readonly expected: readonly {
    readonly title: string;
    readonly at: number;
    readonly proposeFrom: number;
    readonly dueAt: number;
    readonly until: number;
    /** By Compose name. */
    readonly counts: Readonly<Record<string, number>>;
  }[];
}
