import { at, isMap, listOf, textOf, withDefaults, type ComposeMap, type ComposeValue } from './composeFile.js';

/** A mount as the file has it. */
export interface Mount {
  readonly kind: 'bind' | 'volume' | 'other';
  /** Empty for an anonymous volume. */
  readonly source: string;
  readonly readOnly: boolean;
}

export const mountsOf = (service: ComposeMap): readonly Mount[] => listOf(at(service, 'volumes')).map(mountOf);

function mountOf(value: ComposeValue): Mount {
  if (isMap(value)) {
    const type = textOf(at(value, 'type'));
    return {
      kind: type === 'bind' || type === 'volume' ? type : 'other',
      source: textOf(at(value, 'source')),
      readOnly: at(value, 'read_only') === true,
    };
  }
  // A drive's letter is no volume's name.
  const [, source = '', , options = ''] =
    /^(?:([A-Za-z]:[^:]*|[^:]+):)?([^:]+)(?::([^:]*))?$/.exec(withDefaults(textOf(value))) ?? [];
  const isPath = /^([./~\\$]|[A-Za-z]:)/.test(source);
  return { kind: isPath ? 'bind' : 'volume', source, readOnly: options.split(',').includes('ro') };
}

/** Programs that keep data of their own, by their image's name. */
const keepers =
  /(^|[/_-])(postgres|postgresql|postgis|timescaledb|mysql|mariadb|mongo|mongodb|redis|valkey|keydb|rabbitmq|nats|kafka|zookeeper|etcd|consul|elasticsearch|opensearch|clickhouse|influxdb|cassandra|minio|neo4j|couchdb|prometheus|grafana|loki)(?=$|[:@/_-])/i;

/** A service whose data stays behind on a node when its task moves, and that more than one task would spoil. */
export const isStateful = (name: string, service: ComposeMap): boolean =>
  keepers.test(textOf(at(service, 'image'))) ||
  keepers.test(name) ||
  mountsOf(service).some(({ kind, source, readOnly }) => kind === 'volume' && source !== '' && !readOnly);
