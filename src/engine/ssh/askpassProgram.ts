/**
 * What ssh starts when it has a question: it hands the question to the socket beside it, and prints the answer. Plain JavaScript, run by the
 * runtime that the extension runs on.
 */
export const askpassProgram = `'use strict';
const socket = require('node:net').connect(require('node:path').join(__dirname, 'questions'));
let answer = '';
socket.setEncoding('utf8');
socket.on('data', (text) => (answer += text));
socket.on('error', () => process.exit(1));
socket.on('end', () => {
  if (answer === '') process.exit(1);
  process.stdout.write(answer, () => process.exit(0));
});
socket.write(JSON.stringify({ kind: process.env.SSH_ASKPASS_PROMPT || '', text: process.argv[2] || '' }) + '\\n');
`;

/** ssh starts one program without arguments of ours, so that a shell has to name the runtime. Both paths are ours. */
export const askpassScript = (runtime: string, program: string): string =>
  `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 NODE_OPTIONS= exec ${quoted(runtime)} ${quoted(program)} "$1"\n`;

const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
