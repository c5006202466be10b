import { readRedis as figuresOf, redisCommand, redisRefusal } from '../../../core/diagnosis/reading/readRedis.js';
import type { RedisSeen } from '../../../core/diagnosis/redisSeen.js';
import { isReady } from '../../../core/policy/condition.js';
import { titleOf, type Runbook } from '../../../core/runbook/runbook.js';
import { isReachable, type Service, type Stack } from '../../../core/stack/stack.js';
import type { CheckProblem } from '../../../core/verification/check.js';
import { ok, type Result } from '../../../util/result.js';
import type { EngineConnection } from '../../ports.js';
import { unreachable } from './look.js';

const timeoutMs = 4000;
const maxBytes = 64 * 1024;
const mostServers = 3;

/** No runbook names them: a service is taken for one by its own name, or its image's. */
export const redisServices = ({ services }: Stack): readonly Service[] =>
  services
    .filter(({ name, replicas }) => [name, ...replicas.map(({ image }) => image)].some((text) => isRedis(text)))
    .filter(({ replicas }) => replicas.some(({ state }) => state === 'running'))
    .slice(0, mostServers);

const isRedis = (name: string): boolean => /\b(redis|valkey|keydb)\b/i.test(name.replaceAll('_', '-'));

/** Asks each by `redis-cli` in its container. Those that do not answer are missing, unless none does. */
export async function readRedis(
  connection: EngineConnection,
  services: readonly Service[],
  runbook: Runbook,
  signal: AbortSignal,
): Promise<Result<readonly RedisSeen[], CheckProblem>> {
  const read = await Promise.all(services.map((service) => askOne(connection, service, runbook, signal)));
  const answers = read.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const [failed] = read.flatMap((answer) => (answer.ok ? [] : [answer]));
  return answers.length === 0 && failed ? failed : ok(answers);
}

async function askOne(
  connection: EngineConnection,
  { name, replicas }: Service,
  runbook: Runbook,
  signal: AbortSignal,
): Promise<Result<RedisSeen, CheckProblem>> {
  const running = replicas.filter((replica) => replica.state === 'running' && isReachable(replica));
  const containerId = (running.find(isReady) ?? running[0])?.containerId;
  if (containerId === undefined) return unreachable(`no replica of ${name} can be reached`);
  const run = await connection.exec(containerId, redisCommand, { env: {}, timeoutMs, maxBytes }, signal);
  if (!run.ok) return unreachable(run.error.detail);
  const { exitCode, stdout, stderr } = run.value;
  if (exitCode === 126 || exitCode === 127) return unreachable('its container has no redis-cli');
  const figures = figuresOf(stdout);
  if (figures) return ok({ service: name, title: titleOf(runbook, name), ...figures });
  return unreachable(redisRefusal(stdout || stderr) ?? 'it answers in a form that is not known');
}
