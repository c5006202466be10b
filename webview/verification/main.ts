import { verificationContract, type VerificationPageState } from '../../src/protocol/verificationContract.js';
import type { VerificationPage } from '../../src/protocol/verificationPage.js';
import { patchChildren } from '../dom/patch.js';
import { connectHost } from '../host/connectHost.js';
import { acquirePageApi } from '../host/pageApi.js';
import { SpokenStatus } from '../parts/spokenStatus.js';
import { unfold, unfoldedIn } from '../parts/unfolded.js';
import { pageParts } from './pageParts.js';

const api = acquirePageApi<VerificationPageState>();
const main = document.createElement('main');
const region = document.createElement('div');
region.className = 'spoken';
region.setAttribute('role', 'status');
document.body.append(main, region);
const status = new SpokenStatus(region);

let shown: VerificationPage | undefined;
let identity = '';

const host = connectHost(verificationContract, api, {
  show: (page) => {
    draw(page);
    tell(page);
    if (shown === undefined) recall();
    shown = page;
  },
  identify: ({ verification }) => {
    identity = verification;
    remember();
  },
});

function draw(page: VerificationPage): void {
  const focused = document.activeElement;
  document.title = page.title;
  main.lang = 'en';
  main.setAttribute('aria-busy', page.progress === undefined ? 'false' : 'true');
  patchChildren(
    main,
    pageParts(page, {
      pressPage: (button) => host.send('press', { button }),
      press: (check, button) => host.send('pressOn', { check, button }),
      again: (check) => void again(check),
    }),
  );
  // A button that has gone, such as Cancel once all is over, leaves the focus with the sentence that took its place.
  if (focused && focused !== document.body && !focused.isConnected) main.querySelector('h1')?.focus();
}

/** Only what came of it is said aloud: not how it goes on. */
function tell(page: VerificationPage): void {
  const { summary } = page;
  if (shown === undefined || summary.tone === 'running') status.knows(summary.text);
  else status.say(summary.text);
}

async function again(check: string): Promise<void> {
  try {
    const { refusal } = await host.ask('again', { check });
    status.say(refusal);
  } catch {
    status.say('The check could not be run again.');
  }
}

/** What a person has unfolded, and where they were, is there again when they come back. */
function recall(): void {
  const kept = api.getState();
  if (!kept || kept.verification !== identity) return;
  unfold(main, kept.unfolded);
  window.scrollTo({ top: kept.scrolledTo });
}

function remember(): void {
  // Before anything is shown there is nothing new to be kept.
  if (identity === '' || (shown === undefined && api.getState()?.verification === identity)) return;
  api.setState({ verification: identity, unfolded: unfoldedIn(main), scrolledTo: window.scrollY });
}

main.addEventListener('toggle', remember, { capture: true });
window.addEventListener('scrollend', remember);

host.send('ready', null);
