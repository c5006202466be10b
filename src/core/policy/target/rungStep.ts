/** At most the next rung above the present count; beyond the last one, the service's own maximum is the only cap. */
export function rungStep(replicas: number, wanted: number, rungs: readonly number[]): number {
  const above = rungs.filter((rung) => rung > replicas);
  return above.length === 0 ? wanted : Math.min(wanted, Math.min(...above));
}
