import { pathInWorkspace } from './pathInWorkspace.js';
import { percentDecoded } from './percentDecoded.js';

/** Where a link of a checklist leads. What it says of itself is hostile. */
export type LinkTarget =
  /** An address of the web or of mail, to be handed to the editor, which asks. */
  | { readonly target: 'outside'; readonly url: string }
  /** A file by its way from the workspace's folder, without `..`; `heading` is empty for its beginning. */
  | { readonly target: 'file'; readonly path: string; readonly heading: string }
  /** A heading of the same file. */
  | { readonly target: 'heading'; readonly heading: string }
  /** Not to be followed: its address is shown as text. */
  | { readonly target: 'none' };

const none: LinkTarget = { target: 'none' };
const maxLength = 2_000;
/** Browsers leave some of these out, and then read another address than a person. */
const unseen = /[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\\]/;
/** No name and password in it: `https://bank.example@evil.example` leads to the latter. */
const web = /^https?:\/\/[\p{L}\p{N}[][^\s/?#@]*(?:[/?#]|$)/iu;
const mail = /^mailto:[^\s/?#@:]+@[\p{L}\p{N}.-]+(?:\?|$)/iu;
const scheme = /^[a-z][a-z\d+.-]*:/i;

/**
 * What may be followed of a link: the web, mail, headings, and files of the workspace. No script, no command of the editor, no file from elsewhere.
 *
 * @param href as it stands in the file
 * @param folder of the checklist's file, from the workspace's folder, such as `docs/runbooks`; empty for that folder itself; undefined for a
 *   checklist that is not in the workspace
 */
export function linkTarget(href: string, folder: string | undefined): LinkTarget {
  if (href.length > maxLength) return none;
  const [way, heading] = partsOf(href);
  if (way === '' && href.startsWith('#')) return { target: 'heading', heading };
  if (scheme.test(href))
    return !unseen.test(href) && (web.test(href) || mail.test(href)) ? { target: 'outside', url: href } : none;
  const path = folder === undefined ? undefined : pathInWorkspace(way, folder);
  return path === undefined ? none : { target: 'file', path, heading };
}

function partsOf(href: string): readonly [string, string] {
  const mark = href.indexOf('#');
  if (mark < 0) return [href, ''];
  return [href.slice(0, mark), percentDecoded(href.slice(mark + 1)) ?? ''];
}
