import type { ContextList, CurrentBecause, DockerContext } from '../core/connection/dockerContext.js';
import { oneLine } from './markdown.js';

export type ContextLine =
  | { readonly kind: 'separator'; readonly label: string }
  | {
      readonly kind: 'context';
      readonly label: string;
      readonly description: string;
      readonly detail: string;
      /** The name to pin; undefined follows the Docker CLI. */
      readonly pin: string | undefined;
    };

const becauseWords = {
  DOCKER_HOST: ', because DOCKER_HOST is set',
  DOCKER_CONTEXT: ', because DOCKER_CONTEXT is set',
  'docker-config': '',
  default: '',
} as const satisfies Record<CurrentBecause, string>;

/** The context picker's lines: following the CLI first, then every context with its address. */
export function contextLines(
  { contexts, current, problems }: ContextList,
  pinned: string | undefined,
): readonly ContextLine[] {
  return [
    {
      kind: 'context',
      label: `$(${pinned === undefined ? 'check' : 'blank'}) Follow the Docker CLI`,
      description: `now ${oneLine(current.name)}${becauseWords[current.because]}`,
      detail: '',
      pin: undefined,
    },
    { kind: 'separator', label: 'Pin to this workspace' },
    ...contexts.map((context) => contextLine(context, pinned)),
    ...(problems.length > 0 ? [{ kind: 'separator', label: `Left out: ${oneLine(problems.join(' '))}` } as const] : []),
  ];
}

function contextLine({ name, description, endpoint }: DockerContext, pinned: string | undefined): ContextLine {
  return {
    kind: 'context',
    label: `$(${pinned === name ? 'check' : 'blank'}) ${oneLine(name)}`,
    description: [oneLine(endpoint.raw), oneLine(description)].filter(Boolean).join(' · '),
    detail: remark(endpoint),
    pin: name,
  };
}

function remark(endpoint: DockerContext['endpoint']): string {
  switch (endpoint.transport) {
    case 'invalid':
      return `$(error) Cannot be used: ${oneLine(endpoint.problem)}`;
    case 'tcp':
      if (!endpoint.tls) return '$(warning) Without TLS: anyone on the network owns that host';
      return endpoint.tls.skipVerify ? "$(warning) The engine's certificate is not checked" : '';
    case 'ssh':
    case 'unix':
    case 'npipe':
      return '';
  }
}
