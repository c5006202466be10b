import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { isReady } from '../../core/policy/condition.js';
import { psqlAnswer, psqlCall, type PsqlCall } from '../../core/policy/psql.js';
import type { PostgresServer } from '../../core/runbook/runbook.js';
import { isReachable, type Stack } from '../../core/stack/stack.js';
import type { SourceAnswer } from '../ports.js';
import { noAnswer, once, type RoundAccess } from './roundAccess.js';

/** Longer than the server takes to give up connecting and the statement. */
const timeoutMs = 10_000;
const maxBytes = 64 * 1024;

/**
 * Asks databases within one round by `psql` in their containers: each statement once, and one at a time, since each is a
 * connection of the very database whose connections are counted.
 */
export class PostgresReader {
  private readonly answers = new Map<string, Promise<SourceAnswer>>();
  private readonly turns = new Map<string, Promise<SourceAnswer>>();

  constructor(private readonly access: Pick<RoundAccess, 'connection' | 'slots' | 'signal'>) {}

  async read(stack: Stack, server: PostgresServer, query: string): Promise<SourceAnswer> {
    const replicas = stack.services.find(({ name }) => name === server.service)?.replicas ?? [];
    const running = replicas.filter((replica) => replica.state === 'running' && isReachable(replica));
    const containerId = (running.find(isReady) ?? running[0])?.containerId;
    if (containerId === undefined) return noAnswer('unreachable', `no replica of ${server.service} runs`);
    const call = psqlCall(server, query);
    if (!call) return noAnswer('no-figure', 'the statement is none that only asks');
    return once(this.answers, `${containerId}\n${query}`, () => {
      const before = this.turns.get(containerId) ?? Promise.resolve(undefined);
      const ask = (): Promise<SourceAnswer> => this.ask(containerId, call);
      const turn = before.then((last) => (last && isOutOfReach(last) ? last : ask()), ask);
      this.turns.set(containerId, turn);
      return turn;
    });
  }

  private async ask(containerId: string, { command, env }: PsqlCall): Promise<SourceAnswer> {
    const { connection, slots, signal } = this.access;
    const run = await slots.run(() => connection.exec(containerId, command, { env, timeoutMs, maxBytes }, signal));
    if (!run.ok) return answerOf(run.error);
    const answer = psqlAnswer(run.value);
    return answer.value === undefined ? answer : { value: answer.value, sourceAt: undefined, partial: false };
  }
}

const isOutOfReach = (answer: SourceAnswer): boolean => answer.value === undefined && answer.why === 'unreachable';

function answerOf({ reason, detail }: EngineFailure): SourceAnswer {
  if (reason === 'timed-out') return noAnswer('unreachable', `no answer within ${timeoutMs / 1000} s`);
  if (/executable file not found/.test(detail)) return noAnswer('unreachable', 'its container has no psql');
  return noAnswer(reason === 'refused' ? 'no-figure' : 'unreachable', detail);
}
