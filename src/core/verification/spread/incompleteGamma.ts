// Press and others, Numerical Recipes (3rd edition, 2007), 6.1 and 6.2: the series and the continued fraction of gammp and gammq.
/** Lanczos' coefficients for g = 7 and nine terms (Lanczos 1964, in Godfrey's values): fifteen digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const most = 10_000;
const enough = 1e-15;

/** The logarithm of the gamma function, for x of at least one half. */
export function logGamma(x: number): number {
  const t = x + 6.5;
  const sum = lanczos.reduce(
    (total, coefficient, index) => total + (index === 0 ? coefficient : coefficient / (x - 1 + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Q(a, x), the regularised upper incomplete gamma function: 1 at x = 0, towards 0 as x grows. For a of at least one half. */
export function upperGamma(a: number, x: number): number {
  if (!(x > 0)) return 1;
  if (x === Infinity) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  // Each converges fast on its own side.
  return x < a + 1 ? Math.max(0, 1 - front * lowerSeries(a, x)) : front * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < most && term > sum * enough; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz's way with the continued fraction. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < most; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / notZero(step * d + b, tiny);
    c = notZero(b + step / c, tiny);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < enough) break;
  }
  return fraction;
}

const notZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value);
