/** A scale from zero whose steps are round: 1, 2 or 5 with zeros. */
export interface RoundScale {
  readonly max: number;
  readonly step: number;
}

const roundSteps = [1, 2, 2.5, 5, 10];
const fewestSteps = 4;

/** The least round scale that reaches `highest`, of four steps or five. Nothing at all makes 0 to 1. */
export function roundScale(highest: number): RoundScale {
  if (!(highest > 0) || !Number.isFinite(highest)) return { max: 1, step: 0.25 };
  const power = 10 ** Math.floor(Math.log10(highest / fewestSteps));
  const step = (roundSteps.find((each) => each * power * (fewestSteps + 1) >= highest * 0.999_999) ?? 10) * power;
  return { max: Math.ceil((highest / step) * 0.999_999) * step, step };
}
