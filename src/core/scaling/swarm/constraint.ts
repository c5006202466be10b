import type { SwarmNode } from '../../stack/swarm.js';

/** Whether a node may have a task by one constraint; undefined for a constraint that says something else. */
export function meets(node: SwarmNode, constraint: string): boolean | undefined {
  const [, key, operator, value] = /^([\w.-]+)\s*(==|!=)(.*)$/.exec(constraint.trim()) ?? [];
  if (key === undefined || value === undefined) return undefined;
  const actual = valueOf(node, key);
  if (actual === undefined) return undefined;
  // A Swarm compares without regard to case.
  return (actual.toLowerCase() === value.trim().toLowerCase()) === (operator === '==');
}

function valueOf(node: SwarmNode, key: string): string | undefined {
  const [, room, label] = /^(node|engine)\.labels\.(.+)$/.exec(key) ?? [];
  if (label !== undefined) return own(room === 'node' ? node.labels : node.engineLabels, label) ?? '';
  switch (key.toLowerCase()) {
    case 'node.id':
      return node.id;
    case 'node.hostname':
      return node.name;
    case 'node.role':
      return node.role;
    case 'node.platform.os':
      return node.os;
    case 'node.platform.arch':
      return node.architecture;
    default:
      return undefined;
  }
}

const own = (labels: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(labels, name) ? labels[name] : undefined;
