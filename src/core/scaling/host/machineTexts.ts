/** What programs of a container said of the machine below it. Empty where one could not be run. */
export interface MachineTexts {
  readonly files: string;
  /** `/proc/stat` once more, a moment later. */
  readonly later: string;
  readonly disk: string;
}

export const noTexts: MachineTexts = { files: '', later: '', disk: '' };

/** The kernel shows the whole machine there, in a container as outside. */
export const filesCommand = ['cat', '/proc/meminfo', '/proc/loadavg', '/proc/stat'] as const;
export const laterCommand = ['cat', '/proc/stat'] as const;
/** A container's root lies where the engine keeps containers. */
export const diskCommand = ['df', '-Pk', '/'] as const;
