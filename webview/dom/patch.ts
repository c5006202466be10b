import { isSvg, type ElementNode, type Listeners } from './element.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** What stands behind an element of the page: what it was made from, and what it listens with. */
interface Made {
  node: ElementNode;
  listeners: Listeners;
}

const made = new WeakMap<Element, Made>();

/** Makes the children of an element be what they are to be, and touches only what is another. */
export function patchChildren(parent: Element, nodes: readonly (ElementNode | string)[]): void {
  const old = [...parent.childNodes];
  const byKey = new Map<string, Element>();
  for (const child of old) {
    const key = child instanceof Element ? made.get(child)?.node.key : undefined;
    if (key !== undefined && child instanceof Element) byKey.set(key, child);
  }
  const taken = new Set<ChildNode>();
  const next = nodes.map((node, index): ChildNode => {
    const candidate = typeof node === 'object' && node.key !== undefined ? byKey.get(node.key) : unkeyed(old[index]);
    const fits = candidate !== undefined && !taken.has(candidate) && isSameKind(candidate, node);
    const child = fits ? candidate : create(node);
    taken.add(child);
    if (fits) update(child, node);
    return child;
  });
  for (const child of old) if (!taken.has(child)) child.remove();
  next.forEach((child, index) => {
    // What stands in its place already is not moved: moving an element takes the focus from it.
    if (parent.childNodes[index] !== child) parent.insertBefore(child, parent.childNodes[index] ?? null);
  });
}

const unkeyed = (child: ChildNode | undefined): ChildNode | undefined =>
  child instanceof Element && made.get(child)?.node.key !== undefined ? undefined : child;

function isSameKind(child: ChildNode, node: ElementNode | string): boolean {
  if (typeof node === 'string') return child.nodeType === Node.TEXT_NODE;
  return child instanceof Element && made.get(child)?.node.tag === node.tag;
}

function create(node: ElementNode | string): ChildNode {
  if (typeof node === 'string') return document.createTextNode(node);
  const created = isSvg(node.tag) ? document.createElementNS(svgNamespace, node.tag) : document.createElement(node.tag);
  made.set(created, { node: { ...node, attributes: {}, children: [] }, listeners: node.on });
  listen(created, node.on);
  update(created, node);
  return created;
}

/** An element asks for its listener when it is needed, so that a later page can bring another. */
function listen(created: Element, on: Listeners): void {
  const current = (): Listeners => made.get(created)?.listeners ?? {};
  if (on.click) created.addEventListener('click', () => current().click?.());
  if (on.change)
    created.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) current().change?.(target.value);
    });
  if (on.enter) for (const name of ['pointerenter', 'focus']) created.addEventListener(name, () => current().enter?.());
  if (on.leave) for (const name of ['pointerleave', 'blur']) created.addEventListener(name, () => current().leave?.());
}

function update(child: ChildNode, node: ElementNode | string): void {
  if (typeof node === 'string') {
    if (child.nodeValue !== node) child.nodeValue = node;
    return;
  }
  if (!(child instanceof Element)) return;
  const before = made.get(child)?.node.attributes ?? {};
  for (const [name, value] of Object.entries(node.attributes))
    if (value !== undefined && child.getAttribute(name) !== value) child.setAttribute(name, value);
  for (const name of Object.keys(before))
    if (node.attributes[name as keyof typeof before] === undefined) child.removeAttribute(name);
  made.set(child, { node, listeners: node.on });
  if (!node.isIsland) patchChildren(child, node.children);
}
