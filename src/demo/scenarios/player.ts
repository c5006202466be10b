import type { ScenarioId } from '../../core/demo/scenario.js';
import { minuteMs } from '../../util/minuteMs.js';
import { ordinaryLoad } from '../load/demand.js';
import { teamService } from '../stack/teamServices.js';
import type { TeamStack } from '../stack/teamStack.js';
import type { World } from '../stack/world.js';
import type { Scenario, Stage } from './scenario.js';
import { scenarios } from './scenarios.js';

/** Plays one scenario at a time on the stack. */
export class Player {
  private playing: { readonly scenario: Scenario; readonly sinceModelMs: number } | undefined;

  constructor(
    private readonly world: World,
    private readonly stack: TeamStack,
    /** How much faster the time of the model runs than the clock. */
    private readonly speed: number,
  ) {}

  get isAtNight(): boolean {
    return this.playing?.scenario.isAtNight === true;
  }

  play(id: ScenarioId, modelMs: number): void {
    const scenario: Scenario = scenarios[id];
    this.stack.toBaseline();
    // Afterwards: what has just been started to get there is to have no say in what comes.
    this.world.clear();
    scenario.begin(this.stage());
    this.playing = { scenario, sinceModelMs: modelMs };
    // Nobody is to see the load from before in between.
    this.tick(modelMs);
  }

  /** Sets what is asked of the stack at this moment. */
  tick(modelMs: number): void {
    const { playing, speed } = this;
    if (!playing) return void (this.world.load = ordinaryLoad);
    const minute = (modelMs - playing.sinceModelMs) / minuteMs;
    this.world.load = playing.scenario.loadAt(minute, minute / speed);
  }

  private stage(): Stage {
    const { world, stack } = this;
    return {
      scale: (service, count) => stack.scale(service, count),
      addSick(name) {
        const service = teamService(name);
        if (service) stack.addSick(service);
      },
      leak() {
        for (const { id } of world.containersOf('pdf-worker')) world.leaked.set(id, 0);
      },
      allowConnections: (limit) => world.database.reset(limit),
    };
  }
}
