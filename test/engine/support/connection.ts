import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { DockerContext, TlsFiles } from '../../../src/core/connection/dockerContext.js';
import { parseEndpoint } from '../../../src/engine/contexts/parseEndpoint.js';
import { createConnector } from '../../../src/engine/main.js';
import type { Result } from '../../../src/util/result.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';

export const never = new AbortController().signal;

export function contextOf(address: string, tls?: TlsFiles): DockerContext {
  const endpoint = parseEndpoint(address, tls);
  const invalid = { transport: 'invalid', raw: address, problem: endpoint.ok ? '' : endpoint.error } as const;
  return { name: 'test', description: '', endpoint: endpoint.ok ? endpoint.value : invalid };
}

export function value<T>(result: Result<T, unknown>): T {
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.error));
  return result.value;
}

/** A connection to the shared engine of this machine; the caller disposes of it. */
export async function connectToEngine(): Promise<EngineConnection> {
  const { host } = await ensureDockerEngine();
  return value(await createConnector().connect(contextOf(host), never));
}

/** Waits until it is true. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    assert.ok(Date.now() < deadline, `not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
