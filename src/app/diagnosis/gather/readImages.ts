import { startFailure } from '../../../core/diagnosis/startFailure.js';
import type { Operation } from '../../../core/operation/operation.js';
import type { Service } from '../../../core/stack/stack.js';
import type { CheckProblem } from '../../../core/verification/check.js';
import { ok, type Result } from '../../../util/result.js';
import type { GuardSources } from '../../operations/ports.js';
import type { EngineConnection } from '../../ports.js';
import { unreachable } from './look.js';

const mostImages = 4;

/** What the names of a service's images stand for, and of one that the last operation did not find. A name that could not be asked for is missing. */
export async function readImages(
  sources: GuardSources,
  connection: EngineConnection,
  { replicas }: Service,
  operation: Operation | undefined,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, string | undefined>, CheckProblem>> {
  const said = [...replicas.map(({ error }) => error), wordsOf(operation)].map(startFailure);
  const missing = said.flatMap((failure) => (failure.failure === 'image-missing' ? [failure.image] : []));
  const names = [...new Set([...missing, ...replicas.map(({ image }) => image)])].filter(hasName).slice(0, mostImages);
  const read = await Promise.all(
    names.map(async (name) => ({ name, id: await sources.imageId(connection, name, signal) })),
  );
  const found = read.flatMap(({ name, id }) => (id.ok ? [[name, id.value] as const] : []));
  const [failed] = read.flatMap(({ id }) => (id.ok ? [] : [id.error.detail]));
  return found.length === 0 && failed !== undefined ? unreachable(failed) : ok(new Map(found));
}

function wordsOf(operation: Operation | undefined): string {
  const problem = operation?.outcome?.problem;
  return problem?.reason === 'change' && problem.problem.reason === 'engine' ? problem.problem.failure.detail : '';
}

/** A copy of a replica whose image has lost its name is made by the image's id, which stands for itself. */
const hasName = (image: string): boolean => image !== '' && !/^sha256:[0-9a-f]{64}$/.test(image);
