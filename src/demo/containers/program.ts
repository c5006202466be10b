/** How a command in a container ended. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a program knows of the container that it runs in. */
export interface ProgramHost {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  memoryBytes: number;
}

/** Files by their path, as text. */
export interface ProgramFiles {
  /** Who they belong to. */
  readonly uid: number;
  read(path: string): string | undefined;
  write(path: string, text: string): void;
}

/** What runs in a container. Times are those of the model, ms. */
export interface Program {
  /** From the start until its health check passes; undefined: it never does. */
  readonly startUpMs: number | undefined;
  /** Of a program that ends by itself. */
  readonly ends?: { readonly afterMs: number; readonly exitCode: number };
  /** Until it has stopped when it is asked to; Infinity for one that is deaf to it. */
  readonly stopMs: number;
  /** Said to its log when it starts. */
  readonly greeting: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
  /** Said to its log again and again while it runs. */
  readonly chatter?: { readonly everyMs: number; readonly text: string };
  /** Whether its health check passes once it has started up. */
  isWell(container: ProgramHost): boolean;
  /** Cores in use. */
  cores(container: ProgramHost): number;
  onStart(container: ProgramHost): void;
  /** The few files that can be read and written; any other is not there. */
  readonly files?: ProgramFiles;
  /** Undefined: the container has no such program. */
  run(container: ProgramHost, command: readonly string[]): Ran | undefined;
}

/** One that does nothing, quietly and well. */
export const idleProgram: Program = {
  startUpMs: 0,
  stopMs: 100,
  greeting: [],
  isWell: () => true,
  cores: () => 0.0005,
  onStart: (container) => {
    container.memoryBytes = 2 * 1024 * 1024;
  },
  run: () => undefined,
};
