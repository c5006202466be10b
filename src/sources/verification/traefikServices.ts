import * as z from 'zod/mini';
import type { BalancerService } from '../../core/verification/balancerService.js';
import { saying } from '../../core/verification/fact.js';
import { fail, ok, type Result } from '../../util/result.js';

const text = z.catch(z.string(), '');

const serviceSchema = z.object({
  name: z.string(),
  status: text,
  loadBalancer: z.object({
    servers: z.catch(z.nullish(z.array(z.object({ url: text }))), undefined),
    sticky: z.catch(z.nullish(z.object({})), undefined),
  }),
  /** By the server's address. Traefik before 2.0 has none. */
  serverStatus: z.catch(z.nullish(z.record(z.string(), z.string())), undefined),
});

/** The services of Traefik's own list that spread requests over servers: those that only lead to other services are left out. */
export function traefikServicesOf(json: unknown): Result<readonly BalancerService[], string> {
  if (!Array.isArray(json)) return fail("the answer is not Traefik's list of services");
  return ok(
    json.flatMap((entry: unknown) => {
      const service = serviceSchema.safeParse(entry);
      return service.success ? [toService(service.data)] : [];
    }),
  );
}

function toService({ name, status, loadBalancer, serverStatus }: z.infer<typeof serviceSchema>): BalancerService {
  const states = new Map(Object.entries(serverStatus ?? {}));
  const urls = new Set([...(loadBalancer.servers ?? []).map(({ url }) => url), ...states.keys()].filter(Boolean));
  return {
    name: saying(name),
    isSticky: Boolean(loadBalancer.sticky),
    servers: [...urls].map((url) => {
      // Without checks of its own Traefik sends to whatever it was told of.
      const state = states.get(url) ?? (status === 'enabled' ? 'not checked' : status);
      return {
        name: saying(url),
        address: URL.canParse(url) ? saying(hostOf(new URL(url))) : '',
        isUp: state === 'UP' || state === 'not checked',
        state: saying(state),
      };
    }),
  };
}

const hostOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
