/** How the demo runs for people. */
export const shipped = {
  /** A morning of two hours in twelve minutes. */
  speed: 10,
  pulseMs: 200,
  seed: 1,
} as const;
