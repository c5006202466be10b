/**
 * What comes of some work, or `otherwise` where it fails, takes longer, or is given up: nobody who plans waits for one machine that hangs.
 *
 * @param work is told by its signal to end
 */
export async function within<T>(
  limitMs: number,
  outer: AbortSignal,
  otherwise: T,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(limitMs)]);
  if (signal.aborted) return otherwise;
  let giveUp = (): void => undefined;
  const given = new Promise<T>((resolve) => {
    giveUp = () => resolve(otherwise);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work(signal), given]);
  } catch {
    return otherwise;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
