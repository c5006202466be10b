import * as z from 'zod';
import { durationMs, durationPattern } from '../text/duration.js';
import { line, name, webAddress } from './scalars.js';

const template = '{{name}} stands for what an earlier step captured, {{run}} for a text unlike that of any other run';

const captureWords = 'a name of at most 64 letters, digits and `_` that begins with a letter';
const captureName = z.string(captureWords).regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, captureWords);

const pathWords = 'a path such as job.id or jobs.0.id, or header:x-name';
const answerPath = z
  .string(pathWords)
  .max(200, pathWords)
  .regex(/^(header:[A-Za-z0-9-]+|[^.\s]+(\.[^.\s]+)*)$/, pathWords);

const headerWords = "a header's name of at most 64 letters, digits and `-`";
const headerName = z.string(headerWords).regex(/^[A-Za-z0-9-]{1,64}$/, headerWords);
const headerTextWords = 'one line of letters, digits and signs without accents, at most 1000 characters';
const headerText = z
  .string(headerTextWords)
  .max(1000, headerTextWords)
  .regex(/^[ -~]*$/, headerTextWords);

const longText = (most: number) =>
  z.string(`text of at most ${most} characters`).max(most, `text of at most ${most} characters`);

const statusWords = 'an HTTP status from 100 to 599';
const status = z.int(statusWords).min(100, statusWords).max(599, statusWords);

const longestWaitMs = 30 * 60_000;
const waitWords = 'a duration such as 30s or 2m, half an hour at most';
const wait = z
  .string(waitWords)
  .max(60, waitWords)
  .regex(durationPattern, waitWords)
  .refine((text) => (durationMs(text) ?? 0) <= longestWaitMs, waitWords);

const fileNameWords = 'a file name of at most 100 letters, digits, blanks, `.`, `_` and `-`';
const typeWords = 'a type such as application/pdf';

const file = z.strictObject({
  field: line.default('file').describe('The field that it is sent in. Default: file.'),
  name: z
    .string(fileNameWords)
    .regex(/^[A-Za-z0-9._ -]{1,100}$/, fileNameWords)
    .default('test.pdf')
    .describe('What the file is called. Default: test.pdf.'),
  type: z
    .string(typeWords)
    .max(100, typeWords)
    .regex(/^[a-z0-9.+-]+[/][a-z0-9.+-]+$/, typeWords)
    .default('application/pdf')
    .describe('Its media type. Default: application/pdf.'),
  text: longText(10_000)
    .optional()
    .describe('What is in it. Default: a small PDF that Scalebook makes. No file of this machine is ever sent.'),
});

const form = z.strictObject({
  fields: z.record(line, longText(2000)).default({}).describe(`The fields that are no file; ${template}.`),
  file: file.optional().describe('A file that is sent along.'),
});

const expectation = z.strictObject({
  status: z
    .union([status, z.array(status).min(1, 'at least one status').max(20)], 'a status, or a list of them')
    .default(200)
    .describe('Which status the answer has to have, or a list of them. Default: 200.'),
  json: z
    .record(answerPath, longText(1000))
    .default({})
    .describe(
      `JSON paths, or header:name, and the text that has to stand there; '*' is anything but nothing; ${template}.`,
    ),
});

const step = z.strictObject({
  title: line.describe('What the step shows, such as The job completes.'),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).default('GET').describe('Default: GET.'),
  url: webAddress.describe(`The address, on the engine's machine; after the host, ${template}.`),
  headers: z.record(headerName, headerText).default({}).describe(`Headers to send; ${template}.`),
  json: longText(10_000).optional().describe(`A body in JSON, as text; ${template}.`),
  form: form.optional().describe('A body that is a form, as a browser sends it.'),
  expect: expectation.optional().describe('What the answer has to be. Default: status 200.'),
  capture: z
    .record(captureName, answerPath)
    .default({})
    .describe('Names for later steps, and the JSON paths, or header:name, that they are taken from.'),
  until: wait
    .optional()
    .describe('Asks again until the answer is as expected, for so long at most. Default: it asks once.'),
});

const flow = z.strictObject({
  id: name.describe("Unlike any other flow's."),
  title: line.optional().describe('What people call it. Default: the id.'),
  services: z
    .array(name)
    .max(200)
    .default([])
    .describe('The services that it goes through: it is tried after one of them changed. Default: after any change.'),
  steps: z.array(step).min(1, 'at least one step').max(20).describe('Requests, one after the other.'),
});

export const flowsSection = z
  .array(flow)
  .max(50)
  .default([])
  .describe('What people do with the product, tried with requests of its own.');

export const sessionSection = z
  .strictObject({
    service: name.describe('The service whose replicas have to know the session.'),
    create: step.describe('Makes a session, and captures what tells it.'),
    read: step.describe('Asks for the session, of every replica.'),
  })
  .describe('That a session made by one replica is accepted by the others.');

export type StepInput = z.infer<typeof step>;
export type FlowInput = z.infer<typeof flow>;
export type SessionInput = z.infer<typeof sessionSection>;
