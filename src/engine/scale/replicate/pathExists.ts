import { access } from 'node:fs/promises';

export type PathExists = (path: string) => Promise<boolean>;

export const pathExists: PathExists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
