/** What a runbook is turned into before it is YAML. Maps keep their order even for names that are numbers. Parts that are undefined are not written. */
export type FileValue =
  | string
  | number
  | boolean
  | undefined
  | readonly FileValue[]
  | ReadonlyMap<string, FileValue>
  | { readonly [key: string]: FileValue };
