import { pathInWorkspace } from './pathInWorkspace.js';

const pictures = /\.(png|jpe?g|gif|webp|avif|bmp|svg)$/i;

/**
 * Where an image of a checklist is, from the workspace's folder. Undefined for one from elsewhere, which is shown as its words with its address: no
 * page asks a foreign machine for anything.
 *
 * @param source as it stands in the file
 * @param folder as of `linkTarget`
 */
export function imagePath(source: string, folder: string | undefined): string | undefined {
  const path = folder === undefined ? undefined : pathInWorkspace(source.split('#', 1)[0] ?? '', folder);
  return path !== undefined && pictures.test(path) ? path : undefined;
}
