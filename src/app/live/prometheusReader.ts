import type { DockerContext } from '../../core/connection/dockerContext.js';
import type { PrometheusServer } from '../../core/runbook/runbook.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { PrometheusAccess, PrometheusRange, Secrets, SourceAnswer, SourcePoint } from '../ports.js';
import { noAnswer, once, type RoundAccess } from './roundAccess.js';
import { sourceAddress } from './sourceAddress.js';

/** Where the credentials of a server are kept, by the address that it is asked at. */
export const prometheusSecretKey = (url: string): string => `prometheus:${url}`;

/** How a server is asked from here. The failure is a sentence. */
export async function prometheusAccess(
  { url, auth }: PrometheusServer,
  context: DockerContext,
  secrets: Secrets,
): Promise<Result<PrometheusAccess, string>> {
  const target = sourceAddress(url, context);
  if (!target.ok) return target;
  if (auth === 'none') return ok({ url: target.value, credentials: undefined });
  // By the address that is asked: what was stored for this machine must not go to another one's `localhost`.
  const secret = await secrets.get(prometheusSecretKey(target.value));
  if (!secret) return fail(auth === 'basic' ? 'no user and password are stored for it' : 'no token is stored for it');
  return ok({ url: target.value, credentials: { auth, secret } });
}

/** Asks Prometheus servers within one round: each query once, and no more of a server that cannot be reached. */
export class PrometheusReader {
  private readonly answers = new Map<string, Promise<SourceAnswer>>();
  private readonly accesses = new Map<string, Promise<Result<PrometheusAccess, string>>>();
  private readonly unreachable = new Map<string, SourceAnswer>();

  constructor(private readonly access: RoundAccess) {}

  /** @param service whose job has to be scraped for an absent series to mean zero; undefined never takes it for that */
  async read(server: PrometheusServer, query: string, service: string | undefined): Promise<SourceAnswer> {
    const answer = await this.ask(server, query);
    if (answer.value !== undefined || answer.why !== 'absent' || service === undefined) return answer;
    // Nothing counted yet looks like nothing scraped any more: only whether the service itself is scraped tells them apart.
    const up = await this.ask(server, `sum(up{job="${service}"})`);
    if (up.value !== undefined && up.value > 0) return { ...up, value: 0 };
    return noAnswer('no-figure', `${answer.problem}, and no replica of ${service} is scraped now`);
  }

  /** What the server remembers of a query since then; nothing where it cannot say. */
  async earlier(server: PrometheusServer, query: string, range: PrometheusRange): Promise<readonly SourcePoint[]> {
    const known = await once(this.accesses, server.url, () =>
      prometheusAccess(server, this.access.connection.context, this.access.secrets),
    );
    if (!known.ok || this.unreachable.has(server.url)) return [];
    const { sources, slots, signal } = this.access;
    const points = await slots.run(() => sources.prometheusRange(known.value, query, range, signal));
    return points.ok ? points.value : [];
  }

  private ask(server: PrometheusServer, query: string): Promise<SourceAnswer> {
    return once(this.answers, `${server.url}\n${query}`, async () => {
      const known = await once(this.accesses, server.url, () =>
        prometheusAccess(server, this.access.connection.context, this.access.secrets),
      );
      if (!known.ok) return noAnswer('unreachable', known.error);
      const { sources, slots, signal } = this.access;
      return slots.run(async () => {
        const before = this.unreachable.get(server.url);
        if (before) return before;
        const answer = await sources.prometheus(known.value, query, signal);
        if (answer.value === undefined && answer.why === 'unreachable') this.unreachable.set(server.url, answer);
        return answer;
      });
    });
  }
}
