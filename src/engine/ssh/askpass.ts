import { writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import type { LoginQuestion, LoginQuestions } from '../../app/ports.js';
import type { Disposable } from '../../util/disposable.js';
import { askpassProgram, askpassScript } from './askpassProgram.js';

const maxQuestionCharacters = 8_000;
const questionShape = z.object({ kind: z.string(), text: z.string() });

/** Answers what ssh asks, by asking a person: one question after the other, and none any more after one was dismissed. */
export class Askpass implements Disposable {
  /** What ssh has to be started with, so that it asks here and never at a terminal. */
  readonly environment: Readonly<Record<string, string>>;
  private readonly server: Server;
  private readonly ended = new AbortController();
  private readonly sockets = new Set<Socket>();
  private last: Promise<unknown> = Promise.resolve();
  private isDismissed = false;
  /** Passphrases that were typed, by what ssh asked: in memory only, and for as long as the login. */
  private readonly typed = new Map<string, string>();
  private hasLoggedIn = false;

  /** @param folder private to this person @param onAsking true while a question is open, which may take as long as it likes */
  constructor(
    folder: string,
    private readonly address: string,
    private readonly questions: LoginQuestions,
    private readonly onAsking: (isOpen: boolean) => void,
  ) {
    const [program, script] = [join(folder, 'askpass.js'), join(folder, 'askpass.sh')];
    writeFileSync(program, askpassProgram, { mode: 0o600 });
    writeFileSync(script, askpassScript(process.execPath, program), { mode: 0o700 });
    // Before OpenSSH 8.4 it asks a program only where there is a display.
    this.environment = { SSH_ASKPASS: script, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: process.env['DISPLAY'] ?? ':' };
    this.server = createServer((socket) => this.serve(socket));
    this.server.on('error', () => undefined);
    this.server.listen(join(folder, 'questions'));
    this.server.unref();
  }

  /** What was typed was right: where a server wants a login for some of the connections, a passphrase is not asked for again. */
  succeed(): void {
    this.hasLoggedIn = true;
  }

  private serve(socket: Socket): void {
    let text = '';
    const gone = new AbortController();
    this.sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.sockets.delete(socket);
      gone.abort();
    });
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > maxQuestionCharacters) return void socket.destroy();
      if (!text.endsWith('\n')) return;
      socket.removeAllListeners('data');
      void this.answer(text, AbortSignal.any([gone.signal, this.ended.signal])).then((answer) =>
        socket.end(answer === undefined ? '' : `${answer}\n`),
      );
    });
  }

  private answer(text: string, signal: AbortSignal): Promise<string | undefined> {
    const answered = this.last.then(() => this.ask(text, signal)).catch(() => undefined);
    this.last = answered;
    return answered;
  }

  private async ask(text: string, signal: AbortSignal): Promise<string | undefined> {
    const asked = questionShape.safeParse(parsed(text));
    if (!asked.success || this.isDismissed || signal.aborted) return undefined;
    const question = toQuestion(asked.data, this.address);
    const known = this.hasLoggedIn ? this.typed.get(question.text) : undefined;
    if (known !== undefined) return known;
    this.onAsking(true);
    try {
      const answer = await this.questions.ask(question, signal);
      if (answer !== undefined && /^Enter passphrase for key/.test(question.text))
        this.typed.set(question.text, answer);
      // A key that waits to be touched is answered by the touch.
      this.isDismissed ||= answer === undefined && question.kind !== 'notice';
      return answer;
    } finally {
      this.onAsking(false);
    }
  }

  dispose(): void {
    this.ended.abort();
    this.typed.clear();
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

function toQuestion({ kind, text }: z.infer<typeof questionShape>, address: string): LoginQuestion {
  if (kind === 'none') return { kind: 'notice', address, text };
  const isChoice = kind === 'confirm' || /\(yes\/no/.test(text);
  return { kind: isChoice ? 'confirm' : 'secret', address, text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
