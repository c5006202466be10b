import { isAlias, isMap, isNode, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Path } from '../problem.js';
import { hiddenCharacter } from '../text/hiddenCharacter.js';
import type { Span } from '../text/span.js';
import { limits } from './limits.js';
import type { Flaw } from './yamlTokens.js';
import { YamlTree, type Place } from './yamlTree.js';

/** Turns YAML nodes into plain values: aliases are followed, but neither in circles nor without end. */
export class YamlValues {
  readonly flaws: Flaw[] = [];
  readonly #places = new Map<string, Place>();
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #values = 0;
  #aliases = 0;
  #stopped = false;
  #outermost: Span | undefined;

  /** Undefined when the nodes have flaws. */
  read(root: Node | null, end: number): YamlTree | undefined {
    const value = root === null ? null : this.#value(root, [], undefined);
    if (root === null) this.#places.set(YamlTree.id([]), { key: undefined, value: { from: 0, to: end } });
    return this.flaws.length === 0 ? new YamlTree(value, this.#places) : undefined;
  }

  #value(node: Node, path: Path, key: Span | undefined): unknown {
    if (this.#stopped) return null;
    const span = spanOf(node);
    this.#values += 1;
    if (this.#values > limits.values) return this.#stop(span, `More than ${limits.values} values, aliases followed.`);
    if (path.length > limits.nesting) return this.#stop(span, `Nested deeper than ${limits.nesting} levels.`);
    if (isAlias(node)) return this.#alias(node, path, key);
    if (node.tag !== undefined) this.#flaw(span, `A runbook has no YAML tags such as ${node.tag}; remove it.`);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    this.#places.set(YamlTree.id(path), { key, value: span.from === span.to && key ? key : span });
    this.#open.add(node);
    const value = this.#content(node, path);
    this.#open.delete(node);
    return value;
  }

  #content(node: Node, path: Path): unknown {
    if (isMap(node)) return this.#map(node, path);
    if (isSeq(node))
      return node.items.map((item, index) => (isNode(item) ? this.#value(item, [...path, index], undefined) : null));
    if (!isScalar(node)) return null;
    const hidden = typeof node.value === 'string' ? hiddenCharacter(node.value) : undefined;
    if (hidden) this.#flaw(spanOf(node), hidden.message);
    return node.value;
  }

  #map(node: YAMLMap, path: Path): unknown {
    const values = new Map<string, unknown>();
    for (const pair of node.items) {
      const named = this.#key(pair, spanOf(node));
      if (!named) continue;
      if (values.has(named.name)) this.#flaw(named.span, `\`${named.name}\` is there twice.`);
      const inner = [...path, named.name];
      const empty = { key: named.span, value: named.span };
      if (!isNode(pair.value)) this.#places.set(YamlTree.id(inner), empty);
      values.set(named.name, isNode(pair.value) ? this.#value(pair.value, inner, named.span) : null);
    }
    return Object.fromEntries(values);
  }

  #key({ key }: Pair, around: Span): { readonly name: string; readonly span: Span } | undefined {
    const span = isNode(key) ? spanOf(key) : around;
    if (!isScalar(key) || key.tag !== undefined) {
      this.#flaw(span, 'A key has to be plain text.');
      return undefined;
    }
    const name = typeof key.value === 'string' ? key.value : (key.source ?? '');
    const hidden = hiddenCharacter(name);
    if (name === '') this.#flaw(span, 'A key is missing here.');
    else if (hidden) this.#flaw(span, hidden.message);
    else if (name === '<<') this.#flaw(span, 'A runbook has no merge keys; write the values out.');
    else if (name === '__proto__') this.#flaw(span, '`__proto__` is no key of a runbook.');
    else return { name, span };
    return undefined;
  }

  #alias(node: Alias, path: Path, key: Span | undefined): unknown {
    const span = spanOf(node);
    const target = this.#anchors.get(node.source);
    this.#aliases += 1;
    if (this.#aliases > limits.aliases) return this.#stop(span, `More than ${limits.aliases} aliases.`);
    if (!target) return this.#stop(span, `\`*${node.source}\` names no anchor \`&${node.source}\` before it.`);
    if (this.#open.has(target)) return this.#stop(span, `\`*${node.source}\` stands inside what it repeats.`);
    const outermost = this.#outermost;
    this.#outermost ??= span;
    const value = this.#value(target, path, key);
    this.#outermost = outermost;
    this.#places.set(YamlTree.id(path), { key, value: span });
    return value;
  }

  #flaw(span: Span, message: string): void {
    this.flaws.push({ span, message });
  }

  /** For flaws after which going on could take long. Told where the file first repeats what led there. */
  #stop(span: Span, message: string): null {
    this.#flaw(this.#outermost ?? span, message);
    this.#stopped = true;
    return null;
  }
}

const spanOf = (node: Node): Span => ({ from: node.range?.[0] ?? 0, to: node.range?.[1] ?? 0 });
