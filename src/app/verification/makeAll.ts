import type { Check, PlannedCheck } from '../../core/verification/check.js';
import { Slots } from '../live/slots.js';
import { checkers, type Turn } from './checkers.js';
import type { Ground } from './ground.js';
import { makeCheck } from './makeCheck.js';

const atOnce = 6;

/** Tells when a check begins, and what came of it. */
export interface MakeListener {
  began(planned: PlannedCheck): void;
  made(check: Check): void;
}

/**
 * Makes every check in its turn: those that only look side by side, then those that send requests one after the other, so that none feels
 * another's, and at the end those that read what all of it has left in the logs.
 */
export async function makeAll(planned: readonly PlannedCheck[], ground: Ground, listener: MakeListener): Promise<void> {
  const of = (turn: Turn): readonly PlannedCheck[] => planned.filter(({ kind }) => checkers[kind].turn === turn);
  const make = async (one: PlannedCheck): Promise<void> => {
    listener.began(one);
    listener.made(await makeCheck(one, ground, ground.about.signal));
  };
  const together = async (some: readonly PlannedCheck[]): Promise<void> => {
    const slots = new Slots(atOnce);
    await Promise.all(some.map((one) => slots.run(() => make(one))));
  };
  const inTurn = async (): Promise<void> => {
    await together(of('look'));
    for (const one of of('send')) await make(one);
    await together(of('last'));
  };
  await Promise.all([inTurn(), ...of('long').map(make)]);
}
