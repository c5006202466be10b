/** Why an engine did not start a container, by its own words. What is taken out of them is hostile. */
export type StartFailure =
  | { readonly failure: 'port-taken'; readonly port: number | undefined }
  | { readonly failure: 'name-taken'; readonly name: string }
  | { readonly failure: 'image-missing'; readonly image: string }
  | { readonly failure: 'program-missing'; readonly program: string }
  | { readonly failure: 'mount-missing'; readonly path: string }
  | { readonly failure: 'network-missing'; readonly network: string }
  | { readonly failure: 'ports-used-up' | 'no-memory' | 'no-cpu' | 'no-disk' | 'engine-limit' | 'no-node' | 'other' };

/** No engine says more about one failure. */
const longest = 2000;

/** The first that fits is what it is: the narrower words stand before the wider ones. */
export function startFailure(text: string): StartFailure {
  const words = text.slice(0, longest);
  for (const read of readers) {
    const found = read(words);
    if (found) return found;
  }
  return { failure: 'other' };
}

type Reader = (words: string) => StartFailure | undefined;

const simple =
  (failure: 'ports-used-up' | 'no-memory' | 'no-cpu' | 'no-disk' | 'engine-limit' | 'no-node', words: RegExp): Reader =>
  (text) =>
    words.test(text) ? { failure } : undefined;

/** The part in brackets, where the words are there. */
const part = (text: string, words: RegExp): string | undefined => {
  const found: readonly (string | undefined)[] | null = words.exec(text);
  return found ? (found.slice(1).find((each) => each !== undefined) ?? '') : undefined;
};

const readers: readonly Reader[] = [
  simple('ports-used-up', /all ports are allocated/i),
  (text) => {
    if (!/port is already allocated|address already in use|host-mode port already in use/i.test(text)) return undefined;
    const port = Number(
      part(text, /(?:Bind for |listen (?:tcp|udp)[46]? |host port |exposing port \S+ )\S*?:(\d{1,5})\b/i),
    );
    return { failure: 'port-taken', port: port > 0 && port < 65_536 ? port : undefined };
  },
  (text) => {
    const name = part(text, /container name "\/?([^"]{1,300})" is already in use/i);
    return name === undefined ? undefined : { failure: 'name-taken', name };
  },
  (text) => {
    const image = part(
      text,
      /No such image: ?([^\s,]{1,300})|pull access denied for ([^\s,]{1,300})|manifest for (\S{1,300}) not found|(?:manifest unknown|repository does not exist)()/i,
    );
    return image === undefined ? undefined : { failure: 'image-missing', image };
  },
  // What a registry was asked for, where it could not be reached or has it not.
  (text) => {
    const asked = /"https?:\/\/([^"/]{1,100})\/v2\/([^"]{1,200})\/manifests\/([^"]{1,200})"/.exec(text);
    if (!asked) return undefined;
    const [, registry = '', name = '', tag = ''] = asked;
    const isHub = /^registry-1\.docker\.io$/.test(registry);
    const place = isHub ? name.replace(/^library\//, '') : `${registry}/${name}`;
    return { failure: 'image-missing', image: `${place}${tag.startsWith('sha256:') ? '@' : ':'}${tag}` };
  },
  simple('no-cpu', /Range of CPUs is from|only \d+ CPUs? available/i),
  simple('no-node', /no suitable node/i),
  simple('no-disk', /no space left on device|disk quota exceeded/i),
  simple(
    'no-memory',
    /cannot allocate memory|insufficient resources|insufficient memory|not enough memory|out of memory/i,
  ),
  simple(
    'engine-limit',
    /resource temporarily unavailable|too many open files|no available IPv4 addresses|non-overlapping IPv4 address pool|address pools have been fully subnetted|failed to create.*(?:pids|cgroup).*(?:limit|exceed)/i,
  ),
  (text) => {
    const program = part(
      text,
      /exec: "([^"]{1,300})":[^:]{0,40}(?:executable file not found|no such file or directory|permission denied)/i,
    );
    const other = part(
      text,
      /exec "?(\/[^\s":]{1,300})"?: (?:no such file or directory|permission denied|exec format error)/i,
    );
    const found = program ?? other ?? part(text, /exec: "([^"]{1,300})": stat [^:]{1,300}: no such file or directory/i);
    return found === undefined ? undefined : { failure: 'program-missing', program: found };
  },
  (text) => {
    const path = part(text, /bind source path does not exist: ?(\S{1,300})|error mounting "([^"]{1,300})"/i);
    return path === undefined ? undefined : { failure: 'mount-missing', path };
  },
  (text) => {
    const network = part(text, /network (\S{1,200}) not found/i);
    return network === undefined ? undefined : { failure: 'network-missing', network };
  },
];
