import { listItem, type PathStep } from './yamlPath.js';

/** The parts of a JSON Schema that help is made from. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode | boolean;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
}

/** Every node that a path can lead to: where a value may have several forms, all of them. */
export const nodesAt = (root: SchemaNode, path: readonly PathStep[]): readonly SchemaNode[] =>
  path.reduce<readonly SchemaNode[]>((nodes, step) => nodesInside(root, nodes, step), forms(root, root));

/** Every node that one step more can lead to. */
export const nodesInside = (root: SchemaNode, nodes: readonly SchemaNode[], step: PathStep): readonly SchemaNode[] =>
  nodes.flatMap((node) => {
    const next = stepInto(node, step);
    return next ? forms(next, root) : [];
  });

function stepInto(node: SchemaNode, step: PathStep): SchemaNode | undefined {
  if (step === listItem) return typeof node.items === 'object' ? node.items : undefined;
  const { properties, additionalProperties } = node;
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

const deepest = 20;

/** The node itself, and the forms it may take, references followed. */
function forms(node: SchemaNode, root: SchemaNode, depth = 0): readonly SchemaNode[] {
  if (depth > deepest) return [];
  const target = node.$ref === undefined ? undefined : definition(root, node.$ref);
  const nested = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? []), ...(target ? [target] : [])];
  return [node, ...nested.flatMap((next) => forms(next, root, depth + 1))];
}

function definition(root: SchemaNode, ref: string): SchemaNode | undefined {
  if (ref === '#') return root;
  const name = /^#\/definitions\/(.+)$/.exec(ref)?.[1];
  const { definitions } = root;
  return name !== undefined && definitions && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}
