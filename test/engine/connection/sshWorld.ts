import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoginQuestion, LoginQuestions } from '../../../src/app/connection/ports.js';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { EngineFailure } from '../../../src/core/connection/engineFailure.js';
import { createConnector } from '../../../src/engine/main.js';
import type { Result } from '../../../src/util/result.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { startSshServer, type SshServer, type SshServerOptions } from '../../machine/sshServer.mjs';
import { contextOf, never } from '../support/connection.js';

/** Answers every question with the same, and keeps what was asked. */
export class Person implements LoginQuestions {
  readonly asked: LoginQuestion[] = [];
  constructor(private readonly answer: string | undefined) {}
  ask(question: LoginQuestion): Promise<string | undefined> {
    this.asked.push(question);
    return Promise.resolve(this.answer);
  }
}

/** Before everything else that the client's configuration says: what comes first counts. */
export function configure(at: SshServer, lines: readonly string[]): void {
  const file = join(at.dir, 'client-config');
  writeFileSync(file, `${lines.join('\n')}\n${readFileSync(file, 'utf8')}`);
}

export const envOf = (server: SshServer): NodeJS.ProcessEnv => ({ ...process.env, PATH: server.path });

export const attempt = (
  at: SshServer,
  person?: LoginQuestions,
  address = at.address,
): Promise<Result<EngineConnection, EngineFailure>> =>
  createConnector(envOf(at), person).connect(contextOf(address), never, person !== undefined);

export async function failureOf(at: SshServer, person?: LoginQuestions, address?: string): Promise<EngineFailure> {
  const connected = await attempt(at, person, address);
  assert.ok(!connected.ok);
  return connected.error;
}

/** Starts SSH servers before the engine of this machine, and stops those of a test after it. */
export function sshServers(): (options?: Partial<SshServerOptions>) => Promise<SshServer> {
  const servers: SshServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  return async (options = {}) => {
    const { host } = await ensureDockerEngine();
    const started = await startSshServer({ dockerHost: host, ...options });
    servers.push(started);
    return started;
  };
}
