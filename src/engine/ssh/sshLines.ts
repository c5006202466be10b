import type { LoginQuestions } from '../../app/connection/ports.js';
import type { SshEndpoint } from './sshArguments.js';
import { SshLine } from './sshLine.js';

/** A login that nobody uses is kept for as long: views are closed and opened again, and each login takes a second or a question. */
const keptMs = 120_000;

interface Kept {
  readonly line: SshLine;
  users: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** A use of a login; it has to be given back. */
export interface LineUse {
  readonly line: SshLine;
  readonly release: () => void;
}

/** The logins of this process, one for each address, kept for a while after their last use. */
export class SshLines {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {}

  /** @throws as SshLine.connect */
  async take(endpoint: SshEndpoint, questions: LoginQuestions | undefined, signal: AbortSignal): Promise<LineUse> {
    const { raw } = endpoint;
    const found = this.kept.get(raw);
    if (found?.line.isUp) return this.use(raw, found);
    this.forget(raw);
    const line = await SshLine.connect(endpoint, { env: this.env, platform: this.platform, questions }, signal);
    this.forget(raw);
    const kept = { line, users: 0, timer: undefined };
    this.kept.set(raw, kept);
    return this.use(raw, kept);
  }

  private use(address: string, kept: Kept): LineUse {
    clearTimeout(kept.timer);
    kept.users += 1;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      kept.users -= 1;
      if (kept.users > 0) return;
      if (this.kept.get(address) !== kept || !kept.line.isUp) kept.line.dispose();
      else kept.timer = setTimeout(() => this.forget(address), keptMs).unref();
    };
    return { line: kept.line, release };
  }

  /** Who still uses it keeps it, and the last one ends it. */
  private forget(address: string): void {
    const kept = this.kept.get(address);
    this.kept.delete(address);
    if (kept?.users === 0) kept.line.dispose();
  }
}
