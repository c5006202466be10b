import { userInfo } from 'node:os';

/** Who works here, as the system calls them: the one who is named in the journal. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Whoever runs with an id that has no name.
    return process.env['USER'] ?? process.env['USERNAME'] ?? '';
  }
}
