/** An expected outcome as a value. Thrown errors are left for bugs. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** What came of it. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
/** Why nothing came of it. */
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
