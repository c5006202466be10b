import { readFileSync } from 'node:fs';

/** An answer of a real server; the file's name ends with its version. Traefik's and Grafana's are written by their documentation. */
export const recordedText = (name: string): string =>
  readFileSync(`test/unit/sources/verification/recorded/${name}`, 'utf8');

export const recordedJson = (name: string): unknown => JSON.parse(recordedText(name)) as unknown;
