import { hideSecrets } from '../../core/secrecy/hideSecrets.js';
import type { EngineConnection } from '../ports.js';

const lines = 3;
const timeoutMs = 3000;

/** What a container said last, without secrets; empty where that cannot be read. It is asked for even where the operation was cancelled. */
export async function lastLog(connection: EngineConnection, containerId: string, between: '\n' | ' '): Promise<string> {
  const tail = await connection.tailLogs(containerId, lines, AbortSignal.timeout(timeoutMs));
  return tail.ok ? hideSecrets(tail.value.map(({ text }) => text).join(between)) : '';
}
