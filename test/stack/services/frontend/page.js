// The page that a visitor sees, rendered anew for every request.
import { settings } from '../shared/settings.js';

/** @typedef {{ waiting: number, active: number, completed: number }} Queue */

/** @param {Queue | undefined} queue */
export function renderPage(queue) {
  const line =
    queue === undefined
      ? 'The backend does not answer.'
      : `${queue.waiting} waiting, ${queue.active} in work, ${queue.completed} completed`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Schedule generator</title>
<style>body { font: 16px/1.5 system-ui; max-width: 40rem; margin: 3rem auto; }</style></head>
<body>
<h1>Schedule generator</h1>
<p id="queue">${line}</p>
<form method="post" enctype="multipart/form-data" action="${settings.publicBackendUrl}/api/upload">
<label>File <input type="file" name="file" required></label>
<label>Kind <select name="pdfType"><option>WEEKLY</option><option>TEST</option><option>EXAM</option></select></label>
<button>Upload</button>
</form>
<p><small>Served by ${settings.hostname}</small></p>
</body>
</html>
`;
}
