import type { LocalTime } from '../../core/policy/schedule/zonedTime.js';

/** A date or a time as iCalendar writes it: by the clock of some zone. */
export interface IcalTime {
  readonly local: LocalTime;
  /** A day as a whole. */
  readonly isDate: boolean;
  readonly zone: 'utc' | 'floating' | { readonly tzid: string };
}

export interface IcalDuration {
  readonly days: number;
  readonly ms: number;
}

export interface IcalRule {
  readonly text: string;
  /** The last time that it may give. */
  readonly until: IcalTime | undefined;
}

export interface IcalEvent {
  readonly uid: string;
  readonly summary: string;
  readonly start: IcalTime;
  readonly end: IcalTime | undefined;
  readonly duration: IcalDuration | undefined;
  readonly rules: readonly IcalRule[];
  readonly extra: readonly IcalTime[];
  readonly except: readonly IcalTime[];
  /** Which occurrence of the event with the same uid it stands for. */
  readonly insteadOf: IcalTime | undefined;
  /** It stands for all that follow, too. */
  readonly andFollowing: boolean;
  readonly cancelled: boolean;
}

/** From when on a zone's clock is how far ahead of UTC. */
export interface IcalOffsetChange {
  readonly start: LocalTime;
  readonly rules: readonly IcalRule[];
  readonly extra: readonly IcalTime[];
  readonly fromMs: number;
  readonly toMs: number;
}

export interface IcalZone {
  readonly tzid: string;
  readonly changes: readonly IcalOffsetChange[];
}
