import { createRequire } from 'node:module';

interface Renderer {
  render(markdown: string): string;
  linkify: { set(options: { fuzzyLink: boolean }): unknown };
}

type MakeRenderer = (options: { html: boolean; linkify: boolean; breaks: boolean }) => Renderer;

const makeRenderer = createRequire(import.meta.url)('markdown-it') as MakeRenderer;

const renderer = makeRenderer({ html: true, linkify: true, breaks: true });
// As the editor's own preview sets it, with HTML let through: what is inert here is inert there.
renderer.linkify.set({ fuzzyLink: false });

/** HTML as the editor's preview makes it. */
export const renderMarkdown = (markdown: string): string => renderer.render(markdown);

/** The names of the tags in HTML, each once, in the order of appearance. */
export const tagsIn = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/<([a-z!?][a-z0-9]*)/gi)].map((match) => (match[1] ?? '').toLowerCase())),
];

/** The text that a reader of the HTML sees. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
