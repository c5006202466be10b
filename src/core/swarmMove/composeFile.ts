/** A value of a Compose file. Text in it is hostile. */
export type ComposeValue =
  string | number | boolean | null | readonly ComposeValue[] | { readonly [key: string]: ComposeValue };

export type ComposeMap = Readonly<Record<string, ComposeValue>>;

/** A project's files as one, the later ones over the earlier. */
export interface ComposeFile {
  /** What stands at the top beside the services. */
  readonly top: ComposeMap;
  readonly services: Readonly<Record<string, ComposeMap>>;
}

export const isMap = (value: ComposeValue | undefined): value is ComposeMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const mapOf = (value: ComposeValue | undefined): ComposeMap => (isMap(value) ? value : {});

/** Array.isArray alone takes a readonly list for one of anything. */
export const isList = (value: ComposeValue | undefined): value is readonly ComposeValue[] => Array.isArray(value);

export const listOf = (value: ComposeValue | undefined): readonly ComposeValue[] => (isList(value) ? value : []);

/** What a map itself has by a name, and nothing that it inherits. */
export const at = (map: ComposeMap, key: string): ComposeValue | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

/** Words for a scalar; empty for anything else. */
export const textOf = (value: ComposeValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** With the defaults that variables have in the file; a variable without one stays as it is written. */
export const withDefaults = (text: string): string => text.replace(/\$\{[A-Za-z_]\w{0,99}:?-([^{}]{0,200})\}/g, '$1');
