// Runs a service's ending once, on the first signal to stop.
/** @param {() => Promise<void>} end */
export function onStop(end) {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      end().then(
        () => process.exit(0),
        (error) => {
          console.error(`The end was not clean: ${error?.message}`);
          process.exit(1);
        },
      );
    });
  }
}
