import type { Path } from '../problem.js';
import type { Span } from '../text/span.js';

/** The span of a value of the file, and of the key that it stands under. */
export interface Place {
  readonly key: Span | undefined;
  readonly value: Span;
}

/** A file's plain values, and where each of them stands. */
export class YamlTree {
  readonly #places: ReadonlyMap<string, Place>;

  constructor(
    readonly value: unknown,
    places: ReadonlyMap<string, Place>,
  ) {
    this.#places = places;
  }

  static id(path: Path): string {
    return path.join('\u0000');
  }

  /** The place of a value, or of the nearest one around it that the file has. */
  place(path: Path): Place | undefined {
    return this.#places.get(YamlTree.id(path)) ?? (path.length === 0 ? undefined : this.place(path.slice(0, -1)));
  }

  has(path: Path): boolean {
    return this.#places.has(YamlTree.id(path));
  }

  /** The keys of a mapping in the order of the file, which objects do not keep for numbers. */
  keys(path: Path): readonly string[] {
    const value = this.at(path);
    if (typeof value !== 'object' || value === null) return [];
    const start = (key: string): number => this.#places.get(YamlTree.id([...path, key]))?.key?.from ?? 0;
    return Object.keys(value).sort((a, b) => start(a) - start(b));
  }

  at(path: Path): unknown {
    return path.reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined,
      this.value,
    );
  }
}
