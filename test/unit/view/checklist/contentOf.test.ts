import assert from 'node:assert/strict';
import type { Block } from '../../../../src/core/checklist/document.js';
import type { PageBlock, PageSection } from '../../../../src/protocol/checklistContent.js';
import { contentOf, type Content } from '../../../../src/view/checklist/contentOf.js';
import { codeBlock, documentOf, entry, heading, item, listOf, paragraph } from '../../support/checklistDocuments.js';

const places = {
  mayFollow: (href: string) => href.startsWith('https:'),
  imageSource: (source: string) => (source === 'a.png' ? 'webview:a.png' : undefined),
};
const content = (blocks: readonly Block[], stages: readonly string[] = []): Content =>
  contentOf(documentOf(...blocks), new Set(stages), places);
const only = (made: Content): PageBlock => {
  const [block] = made.sections[0]?.blocks ?? [];
  assert.ok(block);
  return block;
};

describe('a document as the page shows it', () => {
  it('is cut at its stages, and at what ends one', () => {
    const { sections } = content(
      [
        paragraph('before'),
        heading(1, 'Title'),
        heading(2, 'One'),
        listOf(item('a')),
        heading(3, 'Details'),
        paragraph('of one'),
        heading(2, 'Prose'),
        heading(3, 'Two'),
        listOf(item('b')),
        heading(3, 'More prose'),
      ],
      ['one', 'two'],
    );
    const outline = ({ id, isStage, blocks }: PageSection): string =>
      `${isStage ? 'stage' : 'section'} ${id}: ${blocks.map(({ block }) => block).join()}`;
    assert.deepEqual(sections.map(outline), [
      'section : paragraph',
      'section title: ',
      'stage one: list,heading,paragraph',
      'section prose: ',
      'stage two: list',
      'section more-prose: ',
    ]);
  });

  it('has an item as its line, what unfolds under it, and the tasks below', () => {
    const made = only(
      content([
        listOf(
          item('a', {}, [paragraph('more'), codeBlock('ls'), listOf(item('b')), listOf(entry(paragraph('plain')))]),
        ),
      ]),
    );
    assert.ok(made.block === 'list');
    const [first] = made.items;
    assert.deepEqual(first?.task, { id: 'a', text: 'a', inside: '1 command' });
    assert.deepEqual(
      first.blocks.map(({ block }) => block),
      ['paragraph', 'code', 'list'],
    );
    assert.deepEqual(
      first.below.map((block) => block.block === 'list' && block.items[0]?.task?.id),
      ['b'],
    );
  });

  it('gives links a number and no address, and none to what may not be followed', () => {
    const link = (href: string) => ({ inline: 'link' as const, href, content: [] });
    const made = content([
      paragraph(link('javascript:alert(1)'), link('https://a.example'), link('https://b.example')),
    ]);
    const block = only(made);
    assert.ok(block.block === 'paragraph');
    assert.deepEqual(
      block.content.map((inline) => inline.inline === 'link' && inline.link),
      [undefined, 0, 1],
    );
    assert.deepEqual(made.links, ['https://a.example', 'https://b.example']);
    assert.ok(block.content.every((inline) => !('href' in inline)));
  });

  it('gives images an address of the editor’s own, or their words alone', () => {
    const block = only(
      content([
        paragraph(
          { inline: 'image', source: 'a.png', alt: 'A' },
          { inline: 'image', source: 'https://evil.example/b.png', alt: 'B' },
        ),
      ]),
    );
    assert.ok(block.block === 'paragraph');
    assert.deepEqual(block.content, [
      { inline: 'image', source: 'webview:a.png', alt: 'A' },
      { inline: 'image', source: undefined, alt: 'B' },
    ]);
  });

  it('shows characters that hide or turn others', () => {
    const block = only(content([codeBlock('rm \u202e x\u200b\n\tdone\u001b[2J')]));
    assert.ok(block.block === 'code');
    assert.equal(block.text, 'rm ⟨U+202E⟩ x⟨U+200B⟩\n\tdone⟨U+001B⟩[2J');
  });
});
