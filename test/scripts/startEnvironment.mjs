import { ensureDockerEngine, findDockerEngine, HOW_TO_GET_ONE } from '../machine/dockerEngine.mjs';
import { say } from '../machine/say.mjs';

/** As the extension lists it. */
const demoContext = 'Demo (built in)';

/**
 * What the workbench runs with: an engine with the real stack on it, or the demo.
 * @param {{ insist: boolean, dryRun?: boolean }} options insist: on a real engine, which is then started where that can be done
 * @returns {Promise<NodeJS.ProcessEnv | undefined>} undefined: it insists, and there is none
 */
export async function environmentFor({ insist, dryRun = false }) {
  try {
    const engine = insist && !dryRun ? await ensureDockerEngine() : await findDockerEngine();
    if (!engine && insist) throw new Error(HOW_TO_GET_ONE);
    if (!engine) return demoEnvironment();
    if (dryRun) return engine.env;
    const { stackUp } = await import('../stack/stackUp.mjs');
    await stackUp();
    return engine.env;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`The stack could not be started: ${why}`);
    if (insist) {
      if (why !== HOW_TO_GET_ONE) say(HOW_TO_GET_ONE);
      return undefined;
    }
    return demoEnvironment();
  }
}

/** The extension takes the context that the environment names, as the Docker CLI does; DOCKER_HOST would come before it. */
function demoEnvironment() {
  say(
    'No Docker Engine with the stack on it: the workbench opens on the built-in demo. `npm start -- --docker` insists on Docker.',
  );
  const { DOCKER_HOST: _host, ...rest } = process.env;
  return { ...rest, DOCKER_CONTEXT: demoContext };
}
