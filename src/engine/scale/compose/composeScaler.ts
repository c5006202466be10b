import type { ComposeScaler } from '../../../app/operations/ports.js';
import { applyWithCompose } from './composeOperation.js';
import type { ComposeTools } from './composeTools.js';
import { whyComposeCannotBeUsed, whyFilesCannotBeUsed } from './composeWhyNot.js';

/** Scales through the `docker compose` CLI, for projects whose files are on this machine. */
export function createComposeScaler(tools: ComposeTools): ComposeScaler {
  let isComposeUsable = false;
  return {
    async whyNot(connection, origin, project) {
      const files = await whyFilesCannotBeUsed(connection, origin, project, tools.exists);
      if (files !== undefined || isComposeUsable) return files;
      const compose = await whyComposeCannotBeUsed(tools);
      isComposeUsable = compose === undefined;
      return compose;
    },
    apply: (connection, plan, onStep, signal) => applyWithCompose(tools, connection, plan, onStep, signal),
  };
}
