import type { Stage } from '../../../core/operation/stage.js';

/** How it is done, and when it counts as done. */
export function stageDetail(stage: Stage): string {
  switch (stage.stage) {
    case 'scale':
      return stage.to >= stage.from
        ? `+${stage.to - stage.from}, each ready before it goes on`
        : `−${stage.from - stage.to}, each with its own grace period`;
    case 'restart':
      return 'one after the other, each ready before the next';
    case 'set-connections':
      if (stage.putsBack) return `its settings from before, with a limit of ${stage.to}; read back once it runs`;
      return 'only the database restarts; read back, or put back';
    case 'observe':
      return 'levels compared with before';
  }
}
