import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { LockFiles } from '../../../../src/editor/journal/serviceLocks.js';

/** A window, as far as locks go: a process of its own that takes one and says so. */
const [folder = '', mode = '', count = '0'] = process.argv.slice(2);
const locks = new LockFiles(join(folder, 'locks'), {
  heartbeatMs: 100,
  silentMs: Number(process.argv[5] ?? 300_000),
  emptyMs: 2000,
});
const key = 'engine|compose:shop/web';

/** What only one may be in at a time: false where somebody is. */
async function enter(): Promise<boolean> {
  try {
    await (await open(join(folder, 'critical'), 'wx')).close();
    return true;
  } catch {
    return false;
  }
}

async function race(): Promise<void> {
  let entered = 0;
  let met = 0;
  while (entered < Number(count)) {
    const held = await locks.acquire([key], `process ${process.pid}`);
    if (!held.ok) {
      await new Promise((resolve) => setTimeout(resolve, Math.random()));
      continue;
    }
    entered += 1;
    if (await enter()) {
      if (!(await held.value.isHeld())) met += 1;
      await unlink(join(folder, 'critical'));
    } else met += 1;
    await held.value.release();
  }
  console.log(JSON.stringify({ entered, met }));
}

async function hold(): Promise<void> {
  const held = await locks.acquire([key], 'the one that holds');
  console.log(held.ok ? 'held' : 'busy');
  setInterval(() => undefined, 1000);
}

await (mode === 'race' ? race() : hold());
