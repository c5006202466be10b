import { percentileMs, type Responses } from '../load/responseTime.js';
import { SlidingWindow } from '../load/slidingWindow.js';

/** What became of the requests of a short time. */
export interface Answered {
  readonly requests: number;
  /** Answered with 5xx; those given up are among them. */
  readonly errors: number;
  readonly timedOut: number;
  readonly responses: readonly Responses[];
}

/** The runbook's queries look back this far. */
const lengthMs = 5 * 60_000;
/** Fewer in that time say nothing. */
const leastRequests = 50;

/** Remembered as one. How its answers are spread is taken from its last moment. */
const pieceMs = 10_000;

const nothing: Answered = { requests: 0, errors: 0, timedOut: 0, responses: [] };

/** What a service answered lately, as Prometheus would have counted it. */
export class RequestWindow {
  private readonly pieces = new SlidingWindow<Answered>(lengthMs);
  private piece = nothing;
  private pieceSince = -Infinity;

  add(answered: Answered, modelMs: number): void {
    const { requests, errors, timedOut } = this.piece;
    this.piece = {
      requests: requests + answered.requests,
      errors: errors + answered.errors,
      timedOut: timedOut + answered.timedOut,
      responses: answered.responses,
    };
    if (modelMs - this.pieceSince < pieceMs) return;
    this.pieces.add(this.piece, modelMs);
    this.piece = nothing;
    this.pieceSince = modelMs;
  }

  percentileMs(share: number): number | undefined {
    if (this.sum(({ requests }) => requests) < leastRequests) return undefined;
    return percentileMs(
      this.pieces.values.flatMap(({ responses }) => responses),
      share,
    );
  }

  /** In percent. */
  share(of: 'errors' | 'timedOut'): number | undefined {
    const requests = this.sum((piece) => piece.requests);
    return requests < leastRequests ? undefined : (100 * this.sum((piece) => piece[of])) / requests;
  }

  private sum(of: (piece: Answered) => number): number {
    return this.pieces.values.reduce((all, piece) => all + of(piece), 0);
  }
}
