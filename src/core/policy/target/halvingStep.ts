/** At most half of the replicas go in one step. */
export const halvingStep = (replicas: number, wanted: number): number => Math.max(wanted, Math.ceil(replicas / 2));
