/** Compose's labels that tell one container of a service from another. */
export const identityLabels = {
  number: 'com.docker.compose.container-number',
  oneOff: 'com.docker.compose.oneoff',
  /** The container that this one took the place of. */
  replace: 'com.docker.compose.replace',
  /** Marks one-off containers. */
  slug: 'com.docker.compose.slug',
} as const;
