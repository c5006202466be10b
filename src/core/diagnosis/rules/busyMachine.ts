import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import { explain } from '../subject.js';

const busyPercent = 95;

/** A machine whose processors have nothing left: more replicas only take from one another. */
export const busyMachine = (seen: Observations): readonly Cause[] =>
  machineBusy(seen).map((shown) =>
    causeOf({ cause: 'machine-busy', percent: shown.value ?? 100 }, 'likely', {
      replicas: [],
      evidence: [shown],
      remedies: [explain(seen)],
    }),
  );

/** What shows it; empty where it is not so, or could not be told. */
export function machineBusy({ machine }: Observations): readonly Evidence[] {
  const room = known(machine);
  if (room?.busyCpus === undefined || room.atMost) return [];
  const value = (room.busyCpus / room.cpus) * 100;
  return value < busyPercent
    ? []
    : [evidence('machine', 'machine-busy', '', { value, unit: 'percent', bound: busyPercent })];
}
