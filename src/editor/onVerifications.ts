import type { LiveStore } from '../app/live/liveStore.js';
import type { Disposable } from '../util/disposable.js';
import { DisposableStore } from '../util/disposable.js';
import { verificationPanelType } from './ids.js';
import { onPageBack } from './onPageBack.js';
import type { Reports } from './panel/reports.js';

/** Loads the reports when the first verification begins, whoever began it, and when a page of one comes back with its window. */
export function onVerifications(store: LiveStore, reports: () => Promise<Reports>): Disposable {
  const pieces = new DisposableStore();
  let isLoaded = false;
  pieces.add(
    store.onDidChange(({ verifications }) => {
      if (isLoaded || !verifications.some(({ endedAt }) => endedAt === undefined)) return;
      isLoaded = true;
      void reports();
    }),
  );
  pieces.add(onPageBack(verificationPanelType, reports));
  return pieces;
}
