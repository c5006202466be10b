import { numberOf, type Container } from '../containers/container.js';
import type { ContainerStore } from '../containers/containerStore.js';
import type { Random } from '../load/random.js';
import type { DemoTime } from '../time.js';
import { imageOf, networkName, projectName, teamBody, teamServices, type TeamService } from './teamServices.js';
import type { World } from './world.js';

/** They have been running for so long when the demo begins. */
const upForMs = 26 * 60 * 60_000;

/** Puts the replicas of the runbook's stack there, as somebody would have before anybody looks. */
export class TeamStack {
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly store: ContainerStore,
    private readonly world: World,
    private readonly time: DemoTime,
    random: Random,
  ) {
    store.networks.add(networkName);
    for (const { name } of teamServices) {
      store.addImage(imageOf(name));
      this.hashes.set(name, random.hex(64));
    }
  }

  /** Every service at its baseline, healthy; what was there is gone. */
  toBaseline(): void {
    for (const { name, baseline } of teamServices) this.scale(name, baseline);
  }

  /** That many at once, up for long and healthy. */
  scale(name: string, count: number): void {
    const service = teamServices.find((other) => other.name === name);
    if (!service) throw new Error(`the demo has no ${name}`);
    const present = this.world.containersOf(name);
    for (const container of present.slice(count)) this.store.remove(container, { force: true, volumes: true });
    for (const container of present.slice(0, count)) {
      this.store.start(container);
      this.settle(container);
    }
    for (let missing = count - present.length; missing > 0; missing--) this.settle(this.add(service));
  }

  /** One more, that starts and does not become healthy until it is started anew. */
  addSick(service: TeamService): void {
    const container = this.add(service);
    this.world.sick.add(container.id);
    this.store.say(container, 'stderr', 'the sessions cannot be read: not ready; a start reads them anew');
  }

  /** One more, that has just been started. */
  add(service: TeamService): Container {
    const { name } = service;
    const number = Math.max(0, ...this.world.containersOf(name).map(numberOf)) + 1;
    const imageId = this.store.imageId(imageOf(name)) ?? '';
    const body = teamBody(service, number, this.hashes.get(name) ?? '', imageId);
    const container = this.store.create(`${projectName}-${name}-${number}`, body);
    this.store.start(container);
    return container;
  }

  private settle(container: Container): void {
    const since = this.time.now() - upForMs;
    container.createdAt = Math.min(container.createdAt, since);
    container.startedAt = Math.min(container.startedAt ?? Infinity, since);
    container.startedAtModelMs = -upForMs;
    this.store.pronounceHealthy(container);
  }
}
