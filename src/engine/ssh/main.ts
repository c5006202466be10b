/** The bundle's entry: engines that are reached by the system's ssh. */
export { CallAgent, StreamAgent } from './lineAgent.js';
export { LocalDoor } from './localDoor.js';
export { SshLines, type LineUse } from './sshLines.js';
