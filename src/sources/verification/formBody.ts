import type { WebBody } from '../../app/verification/ports.js';

/** A body as it goes over the wire, with its content type. */
export interface WireBody {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** JSON goes as it was written, well-formed or not; a form as `multipart/form-data`. */
export async function wireBody(body: WebBody): Promise<WireBody> {
  if (body.as === 'json') return { contentType: 'application/json', bytes: new TextEncoder().encode(body.text) };
  const form = new FormData();
  for (const [name, value] of Object.entries(body.fields)) form.append(name, value);
  const { file } = body;
  if (file) form.append(file.field, new Blob([Uint8Array.from(file.bytes)], { type: file.type }), file.name);
  // It picks the boundary, and escapes names that would end their line.
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
  return { contentType, bytes: new Uint8Array(await encoded.arrayBuffer()) };
}
