import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { ContainerDetails, ProbeResult } from '../../core/diagnosis/containerDetails.js';
import { saying } from '../../core/verification/fact.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { engineStatus } from '../connect/engineStatus.js';
import { addressesOf } from '../network/readAddresses.js';
import { sideBySide } from '../sideBySide.js';
import { untrusted } from '../untrusted.js';
import { wallTimeMs } from '../wallTimeMs.js';

const TIMEOUT_MS = 10_000;
const AT_A_TIME = 8;
/** An engine keeps five. */
const MOST_PROBES = 10;

const text = untrusted(z.string());
const number = untrusted(z.number());

const probeSchema = z.object({ Start: z.string(), End: z.string(), ExitCode: z.number(), Output: text });

const detailsSchema = z.object({
  Id: z.string(),
  RestartCount: number,
  State: z.object({
    Running: untrusted(z.boolean()),
    Restarting: untrusted(z.boolean()),
    OOMKilled: untrusted(z.boolean()),
    ExitCode: number,
    Error: text,
    StartedAt: text,
    FinishedAt: text,
    Health: untrusted(z.object({ FailingStreak: number, Log: untrusted(z.array(z.unknown())) })),
  }),
  Config: z.object({ Healthcheck: untrusted(z.object({ Test: untrusted(z.array(z.string())) })) }),
});

/** All of them at once, with a bound on how many calls run side by side. */
export function readContainerDetails(
  link: EngineLink,
  containerIds: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly ContainerDetails[], EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => {
    const read = await sideBySide(containerIds, AT_A_TIME, async (id) => {
      try {
        return toContainerDetails(await docker.getContainer(id).inspect());
      } catch (error) {
        // Gone since it was listed.
        if (engineStatus(error) === 404) return undefined;
        throw error;
      }
    });
    return read.filter((details) => details !== undefined);
  });
}

/** Undefined for an answer that makes no sense. */
export function toContainerDetails(inspectJson: unknown): ContainerDetails | undefined {
  const parsed = detailsSchema.safeParse(inspectJson);
  if (!parsed.success) return undefined;
  const { Id, RestartCount, State, Config } = parsed.data;
  const goesOn = State.Running === true && State.Restarting !== true;
  const [kind, ...words] = Config.Healthcheck?.Test ?? [];
  return {
    containerId: Id,
    addresses: addressesOf(inspectJson),
    oomKilled: State.OOMKilled ?? false,
    exitCode: goesOn ? undefined : (State.ExitCode ?? undefined),
    error: saying(State.Error ?? ''),
    restarts: RestartCount ?? 0,
    startedAt: wallTimeMs(State.StartedAt),
    finishedAt: wallTimeMs(State.FinishedAt),
    probe: kind === undefined || kind === 'NONE' ? [] : words.map(saying),
    failingStreak: State.Health?.FailingStreak ?? 0,
    probes: (State.Health?.Log ?? []).slice(-MOST_PROBES).flatMap(toProbe),
  };
}

function toProbe(entry: unknown): readonly ProbeResult[] {
  const parsed = probeSchema.safeParse(entry);
  if (!parsed.success) return [];
  const [at, end] = [wallTimeMs(parsed.data.Start), wallTimeMs(parsed.data.End)];
  if (at === undefined || end === undefined) return [];
  const { ExitCode: exitCode, Output } = parsed.data;
  return [{ at, tookMs: Math.max(0, end - at), exitCode, said: saying(Output ?? '') }];
}
