import * as z from 'zod';
import type { EngineLink } from '../connect/engineLink.js';
import { sideBySide } from '../sideBySide.js';

const INSPECTIONS_AT_A_TIME = 16;
const TIMEOUT_MS = 10_000;

const address = z.string().nullish().catch(undefined);
const networksSchema = z.object({
  NetworkSettings: z.object({
    Networks: z
      .record(z.string(), z.object({ IPAddress: address, GlobalIPv6Address: address }).nullish().catch(undefined))
      .nullish()
      .catch(undefined),
  }),
});

/** Of each container in every network that it is in. */
export async function readAddresses(
  link: EngineLink,
  containerIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  await sideBySide(containerIds, INSPECTIONS_AT_A_TIME, async (id) => {
    const answer = await link.call({ signal, timeoutMs: TIMEOUT_MS }, (docker) => docker.getContainer(id).inspect());
    if (answer.ok) found.set(id, addressesOf(answer.value));
  });
  return found;
}

/** A container's own IPv4 and IPv6 addresses, on each of its networks; empty for an answer of another shape. */
export function addressesOf(inspected: unknown): readonly string[] {
  const parsed = networksSchema.safeParse(inspected);
  const networks = parsed.success ? Object.values(parsed.data.NetworkSettings.Networks ?? {}) : [];
  return networks
    .flatMap((network) => [network?.IPAddress ?? '', network?.GlobalIPv6Address ?? ''])
    .filter((text) => text !== '');
}
