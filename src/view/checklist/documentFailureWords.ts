import type { DocumentFailure } from '../../core/checklist/documentFailure.js';
import { oneLine } from '../markdown.js';

/** Why a checklist cannot be shown, in a sentence or two. */
export function documentFailureText(failure: DocumentFailure): string {
  switch (failure.reason) {
    case 'gone':
      return 'The file is not there any more. Put it back, or open another one.';
    case 'too-large': {
      const [size, most] = [failure.bytes, failure.maxBytes].map((bytes) => (bytes / 1e6).toFixed(1));
      return `The file has ${size} MB, and a checklist at most ${most} MB. Divide it.`;
    }
    case 'unreadable':
      return `The file could not be read: ${oneLine(failure.detail).replace(/\.$/, '')}.`;
  }
}
