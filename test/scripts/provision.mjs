import { ensureTinyImage } from '../machine/baseImages.mjs';
import { ensureBrowser } from '../machine/browser.mjs';
import { ensureCompose } from '../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { ensureDockerPrograms } from '../machine/dockerPrograms.mjs';
import { ensureVSCode } from '../machine/vscode.mjs';
import { say } from '../machine/say.mjs';
import { ensureStackImage } from '../stack/stackImage.mjs';

/**
 * Begins to get what the tiers need, which takes minutes on a bare machine, most of them spent with waiting. What cannot be had is told by the
 * tier that needs it, and keeps nobody else from theirs.
 *
 * @param {readonly string[]} tiers
 * @returns {{ engine: Promise<unknown> }} ends once there is an engine with its images, or can be none
 */
export function provision(tiers) {
  const isFor = (/** @type {string[]} */ ...names) => names.some((name) => tiers.includes(name));
  const begin = (/** @type {boolean} */ isNeeded, /** @type {() => Promise<unknown>} */ get) =>
    isNeeded ? get().catch(() => undefined) : Promise.resolve();
  void begin(isFor('webview', 'host', 'e2e'), ensureBrowser);
  void begin(isFor('host', 'e2e'), ensureVSCode);
  return { engine: begin(isFor('engine', 'host', 'e2e'), engineWithImages) };
}

async function engineWithImages() {
  const engine = await ensureDockerEngine();
  await ensureCompose();
  await ensureTinyImage();
  await ensureStackImage(engine, say);
  await ensureDockerPrograms('old');
}
