import type { FlowBody, FlowStep } from '../../core/runbook/verificationPolicy.js';
import { capture, unmetBy } from '../../core/verification/flow/examine.js';
import { fillStep, type Names } from '../../core/verification/flow/fillStep.js';
import type { StepTried } from '../../core/verification/flow/flowAnswer.js';
import type { Ground } from './ground.js';
import type { WebBody } from './ports.js';
import { smallPdf } from './smallPdf.js';

const requestTimeoutMs = 15_000;
/** Between two questions of a step that asks until it is as expected. */
const againMs = 1000;

export interface StepDone {
  readonly tried: StepTried;
  /** With what the step captured; undefined where it was not answered as expected, so that the next one makes no sense. */
  readonly names: Names | undefined;
}

/** Sends one step, again and again where it says so. */
export async function tryStep(ground: Ground, step: FlowStep, names: Names, signal: AbortSignal): Promise<StepDone> {
  const filled = fillStep(step, names);
  if (!filled.ok) return { tried: { got: 'unfit', said: filled.error }, names: undefined };
  const { clock } = ground.parts;
  const beganAt = clock.monotonic();
  const isOver = (): boolean => signal.aborted;
  const { method, url, headers, body } = filled.value;
  const question = { method, url, headers, body: body && webBody(body), timeoutMs: requestTimeoutMs };
  for (;;) {
    if (isOver()) return { tried: { got: 'nothing', said: 'cancelled' }, names: undefined };
    const target = ground.address(url);
    if (!target.ok) return { tried: { got: 'nothing', said: target.error }, names: undefined };
    const sent = await ground.send(question, signal);
    const waitedMs = clock.monotonic() - beganAt;
    const isMet = sent.ok && unmetBy(sent.value, step.expect, names).length === 0;
    if (!isMet && waitedMs + againMs <= step.untilMs && !isOver()) {
      await ground.pause(againMs, signal);
      continue;
    }
    if (!sent.ok) return { tried: { got: isOver() ? 'nothing' : 'silence', said: sent.error }, names: undefined };
    const tried: StepTried = { got: 'answer', answer: sent.value, waitedMs };
    if (!isMet) return { tried, names: undefined };
    const captured = capture(sent.value, step, names);
    return captured.ok
      ? { tried, names: captured.value }
      : { tried: { got: 'unfit', said: captured.error }, names: undefined };
  }
}

function webBody(body: FlowBody): WebBody {
  if (body.as === 'json') return body;
  const { fields, file } = body;
  if (!file) return { as: 'form', fields, file: undefined };
  const bytes = file.content === 'pdf' ? smallPdf() : new TextEncoder().encode(file.content.text);
  return { as: 'form', fields, file: { field: file.field, name: file.name, type: file.type, bytes } };
}
