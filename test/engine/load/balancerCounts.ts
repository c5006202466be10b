/** What HAProxy's own statistics have counted since it began, of both of its backends. */
export interface BalancerCounts {
  readonly requests: number;
  /** Answered with a status of 500 and above, and those that found no replica or lost it. */
  readonly failed: number;
}

/** Undefined where another balancer answers. */
export async function balancerCounts(dashboard: string): Promise<BalancerCounts | undefined> {
  const answer = await fetch(`${dashboard}/;csv`);
  const text = await answer.text();
  if (!text.startsWith('# pxname')) return undefined;
  const [head = '', ...lines] = text.slice(2).split('\n');
  const names = head.split(',');
  const rows = lines.map((line) => new Map(line.split(',').map((value, index) => [names[index] ?? '', value])));
  const backends = rows.filter((row) => row.get('svname') === 'BACKEND' && row.get('pxname') !== 'dashboard');
  const sum = (...columns: readonly string[]): number =>
    backends.reduce((total, row) => total + columns.reduce((own, name) => own + Number(row.get(name) ?? 0), 0), 0);
  return { requests: sum('req_tot'), failed: sum('hrsp_5xx', 'econ', 'eresp') };
}
