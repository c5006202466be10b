import { spawn, type ChildProcess } from 'node:child_process';

/** For a program to end by itself. */
const graceMs = 3_000;

/** One listener for all of them: there may be dozens. */
const running = new Set<ProgramGroup>();
const endAll = (): void => {
  for (const group of running) group.kill();
};

/** A program with all that it begins. Nothing of it outlives this process. */
export class ProgramGroup {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param child the leader of a group of its own, but on Windows */
  constructor(
    private readonly child: ChildProcess,
    private readonly platform: NodeJS.Platform,
  ) {
    if (running.size === 0) process.once('exit', endAll);
    running.add(this);
  }

  /** Asks all of it to end, and soon no longer asks. */
  end(): void {
    if (this.platform === 'win32') return this.kill();
    this.signal('SIGTERM');
    this.timer = setTimeout(() => this.kill(), graceMs);
  }

  /** The program has ended. What it has left behind is its own affair, unless all was to end. */
  ended(): void {
    if (this.timer === undefined || !this.signal(0)) this.letGo();
  }

  /** At once. */
  kill(): void {
    const { pid } = this.child;
    this.letGo();
    // Who has left the group may hold them for ever.
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.destroy();
    if (this.platform !== 'win32') return void this.signal('SIGKILL');
    // Windows knows no groups, and no asking of what has no window.
    const end = spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    end.on('error', () => this.child.kill('SIGKILL'));
  }

  private letGo(): void {
    clearTimeout(this.timer);
    running.delete(this);
    if (running.size === 0) process.off('exit', endAll);
  }

  /** @returns whether anyone is left in it */
  private signal(signal: NodeJS.Signals | 0): boolean {
    try {
      return this.child.pid !== undefined && process.kill(-this.child.pid, signal);
    } catch {
      return false;
    }
  }
}
