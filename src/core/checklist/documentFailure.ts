/** Why a checklist cannot be shown. */
export type DocumentFailure =
  | { readonly reason: 'gone' }
  | { readonly reason: 'too-large'; readonly bytes: number; readonly maxBytes: number }
  /** It is no text, or cannot be read; hostile words. */
  | { readonly reason: 'unreadable'; readonly detail: string };
