// Reads the upload form of a request, bounded in size, and says what is wrong with a bad one.
import { createHash } from 'node:crypto';
import { Refusal } from '../shared/refusal.js';
import { settings } from '../shared/settings.js';

const pdfTypes = new Set(['WEEKLY', 'TEST', 'EXAM']);

/** @param {import('node:http').IncomingMessage} request */
export async function readUploadForm(request) {
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) throw new Refusal(400, 'Send a multipart/form-data form.');
  const body = await readBody(request);
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw new Refusal(400, 'The form could not be read.');
  });
  const file = form.get('file');
  const pdfType = form.get('pdfType');
  if (file === null || typeof file === 'string' || file.size === 0)
    throw new Refusal(400, "The field 'file' must hold a file that is not empty.");
  if (typeof pdfType !== 'string' || !pdfTypes.has(pdfType)) {
    throw new Refusal(400, `The field 'pdfType' must be one of ${[...pdfTypes].join(', ')}.`);
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  return {
    fileName: file.name.slice(0, 200),
    pdfType,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read and dropped, so that the caller gets an answer and not a broken connection.
    if (size <= settings.uploadMaxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > settings.uploadMaxBytes)
    throw new Refusal(413, `An upload may have ${settings.uploadMaxBytes} bytes at most.`);
  return Buffer.concat(chunks);
}
