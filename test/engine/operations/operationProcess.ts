import { readFileSync } from 'node:fs';
import type { OperationRequest } from '../../../src/core/operation/operationRequest.js';
import { OperationPieces, type Ground } from './operationPieces.js';

/** A window of its own, to be killed: carries out one request, and says so when it has begun and when it is done. */
const [file = ''] = process.argv.slice(2);
const { request, ...ground } = JSON.parse(readFileSync(file, 'utf8')) as Ground & {
  readonly request: OperationRequest;
};
const pieces = new OperationPieces(ground);
await pieces.journal.load();
pieces.runner.onDidStart(() => console.log('begun'));
const { outcome } = await pieces.run(request);
console.log(`ended ${outcome?.result ?? ''}`);
pieces.stop();
