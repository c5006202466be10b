/** The bundle's entry: what a Compose stack would need on a Swarm. Loaded when somebody asks, as it reads YAML. */
export { readComposeFiles } from './file/readComposeFiles.js';
export { writeOverride } from './file/writeOverride.js';
export { moveFindings } from './findings.js';
export { deployProposals } from './proposal.js';
