import type { DockerContext } from '../connection/dockerContext.js';

/** As it is listed beside Docker's own contexts, none of which can have such a name. */
export const demoContextName = 'Demo (built in)';

export const isDemo = ({ name }: Pick<DockerContext, 'name'>): boolean => name === demoContextName;

/** Where it listens is known once it is started. */
export const demoContext: DockerContext = {
  name: demoContextName,
  description: 'a simulated stack under load; it touches nothing on any machine',
  endpoint: { transport: 'unix', path: '', raw: '' },
};
