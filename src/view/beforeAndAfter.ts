import type { Measured, MeasuredFigure, MeasuredService } from '../core/operation/run/measured.js';

/** A service, or a figure of one, as it was measured at two moments; undefined at one at which it was not. */
export interface BeforeAndAfter<T> {
  /** What tells which it is: of the first moment, or else of the second. */
  readonly of: T;
  readonly was: T | undefined;
  readonly is: T | undefined;
}

/** The services of both, those of before first. */
export const servicesOf = (
  before: Measured | undefined,
  after: Measured | undefined,
): readonly BeforeAndAfter<MeasuredService>[] =>
  paired(before?.services ?? [], after?.services ?? [], ({ service }) => service);

/** The figures of one service at both, those of before first. */
export const figuresOf = ({ was, is }: BeforeAndAfter<MeasuredService>): readonly BeforeAndAfter<MeasuredFigure>[] =>
  paired(was?.figures ?? [], is?.figures ?? [], ({ metric }) => metric);

function paired<T>(before: readonly T[], after: readonly T[], key: (each: T) => string): readonly BeforeAndAfter<T>[] {
  const all = [...before, ...after];
  const firsts = all.filter((each, index) => all.findIndex((other) => key(other) === key(each)) === index);
  return firsts.map((of) => {
    const [was, is] = [before, after].map((each) => each.find((other) => key(other) === key(of)));
    return { of, was, is };
  });
}
