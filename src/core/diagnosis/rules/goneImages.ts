import { causeOf, type Cause } from '../cause.js';
import { evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';

/** Images whose names stand for nothing any more: what runs goes on, and Compose can make no other from them. */
export const goneImages = ({ images, service }: Observations): readonly Cause[] =>
  [...(known(images) ?? [])]
    .filter(([name, id]) => id === undefined && service.replicas.some(({ image }) => image === name))
    .map(([name]) =>
      causeOf({ cause: 'image-gone', image: saying(name) }, 'likely', {
        replicas: [],
        evidence: [evidence('images', 'image-name', name)],
        remedies: [{ remedy: 'pull-image', image: saying(name) }, { remedy: 'open-compose-file' }],
      }),
    );
