import { numberAt, objectAt, textAt, type Json } from '../json.js';
import type { Random } from '../load/random.js';
import type { DemoTime } from '../time.js';
import type { Container, LogEntry } from './container.js';
import { EventLog } from './eventLog.js';
import { checkHealth, isChecked } from './healthCheck.js';
import { HostPorts } from './hostPorts.js';
import { Networks } from './networks.js';
import { newContainer } from './newContainer.js';
import type { Program } from './program.js';
import { noSuch, Refusal } from './refusal.js';
import { Emitter } from '../../util/event.js';

const keptLines = 1000;
const defaultGraceMs = 10_000;
/** As long as a timer can wait, ms. */
const forEver = 2 ** 31 - 1;

/** Codes of a program that was ended from outside: by SIGKILL, and by SIGTERM. */
const killed = 137;
const terminated = 143;

/** The containers of the demo's engine and what becomes of them, by the same rules as Docker's. */
export class ContainerStore {
  private readonly byId = new Map<string, Container>();
  private readonly images = new Map<string, string>();
  private readonly lines = new Emitter<{ readonly container: Container; readonly entry: LogEntry }>();
  readonly onLine = this.lines.event;
  readonly events: EventLog;
  readonly networks: Networks;
  readonly ports = new HostPorts();
  /** Anonymous and named, of containers that are there. */
  readonly volumes = new Set<string>();
  /** While it is set, nothing new can be written. */
  isFull = false;
  private lastPid = 1000;

  constructor(
    private readonly time: DemoTime,
    private readonly random: Random,
    private readonly programFor: (body: Json) => Program,
  ) {
    this.events = new EventLog(() => time.now());
    this.networks = new Networks(random);
  }

  /** In the order of their creation, the newest first, as Docker lists them. */
  get all(): readonly Container[] {
    return [...this.byId.values()].reverse();
  }

  get running(): readonly Container[] {
    return [...this.byId.values()].filter(({ state }) => state === 'running');
  }

  addImage(name: string): void {
    if (!this.images.has(name)) this.images.set(name, `sha256:${this.random.hex(64)}`);
  }

  imageId(name: string): string | undefined {
    return this.images.get(name) ?? [...this.images.values()].find((id) => id === name);
  }

  get imageCount(): number {
    return this.images.size;
  }

  /** By its id, the beginning of it, or its name. */
  find(id: string): Container {
    const found =
      this.byId.get(id) ??
      this.all.find(({ name }) => name === id.replace(/^\//, '')) ??
      (/^[0-9a-f]{4,}$/.test(id) ? this.all.find((container) => container.id.startsWith(id)) : undefined);
    if (!found) throw noSuch(id);
    return found;
  }

  /** @param wantedName empty where the engine is to think of one */
  create(wantedName: string, body: Json): Container {
    this.refuseWhenFull();
    const name = wantedName === '' ? `demo_${this.random.hex(12)}` : wantedName;
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name))
      throw new Refusal(400, `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
    const image = textAt(body, 'Image');
    const imageId = this.imageId(image);
    if (imageId === undefined) throw new Refusal(404, `No such image: ${image}`);
    const owner = this.all.find((container) => container.name === name);
    if (owner)
      throw new Refusal(
        409,
        `Conflict. The container name "/${name}" is already in use by container "${owner.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
    const made = { imageId, program: this.programFor(body), createdAt: this.time.now() };
    const container = newContainer(this.random.hex(64), name, body, made, () => this.random.hex(64));
    this.networks.connectAll(container, body);
    this.byId.set(container.id, container);
    for (const mount of container.mounts) if (mount.Type === 'volume') this.volumes.add(mount.Name);
    this.events.add(container, 'create');
    return container;
  }

  /** False when it runs already. */
  start(container: Container): boolean {
    if (container.state === 'running') return false;
    this.refuseWhenFull();
    try {
      container.ports = this.ports.take(container.hostConfig, container.name);
    } catch (error) {
      container.exitCode = 128;
      container.error = error instanceof Error ? error.message : '';
      throw error;
    }
    const modelMs = this.time.model();
    this.lastPid += 1;
    Object.assign(container, {
      state: 'running',
      startedAt: this.time.now(),
      startedAtModelMs: modelMs,
      exitCode: 0,
      error: '',
      oomKilled: false,
      pid: this.lastPid,
      cpuNs: 0,
      chatteredAtMs: 0,
      health: isChecked(container) ? { status: 'starting', failures: 0, checkedAtModelMs: modelMs } : undefined,
    } satisfies Partial<Container>);
    container.program.onStart(container);
    for (const { stream, text } of container.program.greeting) this.say(container, stream, text);
    this.events.add(container, 'start');
    return true;
  }

  /** Asks it to end, and ends it when its time is up. False when it does not run. */
  async stop(container: Container, graceSeconds: number | undefined): Promise<boolean> {
    if (container.state !== 'running') return false;
    const graceMs =
      graceSeconds === undefined
        ? numberAt(container.config, 'StopTimeout') * 1000 || defaultGraceMs
        : graceSeconds < 0
          ? forEver
          : graceSeconds * 1000;
    const { stopMs } = container.program;
    this.events.add(container, 'kill', { signal: '15' });
    const { startedAt } = container;
    await this.time.sleep(Math.min(stopMs, graceMs));
    // It may have ended, or begun anew, while it was waited for.
    if (this.stateOf(container) !== 'running' || container.startedAt !== startedAt) return true;
    if (stopMs > graceMs) this.events.add(container, 'kill', { signal: '9' });
    this.end(container, stopMs > graceMs ? killed : terminated);
    this.events.add(container, 'stop');
    return true;
  }

  async restart(container: Container, graceSeconds: number | undefined): Promise<void> {
    await this.stop(container, graceSeconds);
    // Somebody may have removed it while it was being stopped.
    if (!this.byId.has(container.id)) throw noSuch(container.id);
    this.start(container);
    this.events.add(container, 'restart');
  }

  /** As the kernel does to one that takes more memory than it may. */
  killForMemory(container: Container): void {
    this.events.add(container, 'oom');
    container.oomKilled = true;
    this.end(container, killed);
  }

  remove(container: Container, options: { readonly force: boolean; readonly volumes: boolean }): void {
    if (!this.byId.has(container.id)) throw noSuch(container.id);
    if (container.state === 'running') {
      if (!options.force)
        throw new Refusal(
          409,
          `cannot remove container "/${container.name}": container is running: stop the container before removing or force remove`,
        );
      this.events.add(container, 'kill', { signal: '9' });
      this.end(container, killed, false);
    }
    this.byId.delete(container.id);
    if (options.volumes) for (const mount of container.mounts) if (mount.anonymous) this.volumes.delete(mount.Name);
    this.events.add(container, 'destroy');
  }

  /** Without waiting for its next check. */
  pronounceHealthy(container: Container): void {
    const { health } = container;
    if (!health) return;
    const isNews = health.status !== 'healthy';
    container.health = { status: 'healthy', failures: 0, checkedAtModelMs: this.time.model() };
    if (isNews) this.events.add(container, 'health_status: healthy');
  }

  say(container: Container, stream: LogEntry['stream'], text: string): void {
    const entry = { stream, text, at: this.time.now() };
    container.log = [...container.log.slice(1 - keptLines), entry];
    this.lines.fire({ container, entry });
  }

  /** What time does by itself: programs end, checks pass and fail. */
  tick(modelMs: number): void {
    for (const container of this.byId.values()) {
      if (container.state !== 'running') continue;
      const { ends, chatter } = container.program;
      if (ends && modelMs - container.startedAtModelMs >= ends.afterMs) {
        this.end(container, ends.exitCode);
        continue;
      }
      const ranMs = modelMs - container.startedAtModelMs;
      if (chatter && ranMs - (container.chatteredAtMs ?? 0) >= chatter.everyMs) {
        container.chatteredAtMs = ranMs;
        this.say(container, 'stdout', chatter.text);
      }
      const status = checkHealth(container, modelMs);
      if (status) this.events.add(container, `health_status: ${status}`);
    }
  }

  /** The code that a program ended with; one that is to be kept alive starts again when nobody asked it to end. */
  private end(container: Container, exitCode: number, restarts = true): void {
    const { oomKilled } = container;
    this.ports.free(container.ports);
    Object.assign(container, {
      state: 'exited',
      finishedAt: this.time.now(),
      exitCode,
      ports: [],
      health: container.health && { ...container.health, status: 'unhealthy' },
      pid: 0,
      memoryBytes: 0,
    } satisfies Partial<Container>);
    this.events.add(container, 'die', { exitCode: String(exitCode) });
    const policy = textAt(objectAt(container.hostConfig, 'RestartPolicy'), 'Name');
    const isKept = policy === 'always' || policy === 'unless-stopped' || (policy === 'on-failure' && exitCode !== 0);
    if (!restarts || !isKept || exitCode === terminated || (exitCode === killed && !oomKilled)) return;
    container.restarts += 1;
    try {
      this.start(container);
    } catch (error) {
      // Nobody asked for it, so nobody hears of it: it stays ended, and says why.
      if (!(error instanceof Refusal)) throw error;
      container.error = error.message;
    }
  }

  /** Read anew, since it changes while others are waited for. */
  private stateOf(container: Container): Container['state'] {
    return container.state;
  }

  private refuseWhenFull(): void {
    if (this.isFull)
      throw new Refusal(500, 'failed to create layer: write /var/lib/docker/overlay2: no space left on device');
  }
}
