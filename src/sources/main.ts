import type { HttpProbe } from '../app/ports.js';
import { AxiosProbe } from './http.js';

/** The bundle's entry: what reads from outside the engine. */
export const createHttpProbe = (): HttpProbe => new AxiosProbe();
