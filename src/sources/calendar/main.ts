import type { CalendarParser } from '../../app/ports.js';
import { parseCalendar as parse } from './parseCalendar.js';

/** The bundle's entry: makes events of calendars' texts. */
export const parseCalendar: CalendarParser['parse'] = (text, timeZone, now) =>
  Promise.resolve(parse(text, timeZone, now));
