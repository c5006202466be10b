import type { FenceMark } from '../../src/protocol/checklistPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { make } from '../dom/make.js';
import { patchChildren } from '../dom/patch.js';
import { button } from '../parts/button.js';
import { icon } from '../parts/icon.js';
import { progressRing } from '../parts/progressRing.js';
import type { Handlers } from './handlers.js';

/** A block of code; where it is a command, what can be done with it and what came of that. */
export class FenceView {
  readonly element = make('div', { class: 'fence' });

  /** @param text as the document has it, where nothing more is known of it */
  constructor(
    private mark: FenceMark | undefined,
    private readonly text: string,
    private readonly language: string,
    private readonly handlers: Pick<Handlers, 'pressOnFence'>,
  ) {
    this.draw();
  }

  update(mark: FenceMark): void {
    this.mark = mark;
    this.draw();
  }

  private draw(): void {
    const { mark } = this;
    const named = this.language === '' ? 'Code' : `Code, ${this.language}`;
    patchChildren(this.element, [
      element(
        'pre',
        { tabindex: '0', role: 'group', 'aria-label': named },
        [element('code', {}, [mark?.text ?? this.text])],
        { key: 'text' },
      ),
      ...(mark ? this.parts(mark) : []),
    ]);
  }

  private parts({ id, notes, dangers, instead, buttons, run }: FenceMark): readonly ElementNode[] {
    const press = (pressed: string): void => this.handlers.pressOnFence(id, pressed);
    return [
      ...dangers.map((danger, index) =>
        element('p', { class: 'danger' }, [icon('warning'), element('span', {}, [danger])], { key: `danger-${index}` }),
      ),
      ...notes.map((note, index) => element('p', { class: 'quiet' }, [note], { key: `note-${index}` })),
      ...(instead
        ? [
            element(
              'div',
              { class: 'instead' },
              [button(instead.button, () => press(instead.button.id)), element('p', { class: 'quiet' }, [instead.why])],
              { key: 'instead' },
            ),
          ]
        : []),
      ...(buttons.length === 0
        ? []
        : [
            element(
              'div',
              { class: 'buttons' },
              buttons.map((each) => button(each, () => press(each.id))),
              { key: 'buttons' },
            ),
          ]),
      ...(run ? [runPart(run)] : []),
    ];
  }
}

function runPart({ tone, line, output }: NonNullable<FenceMark['run']>): ElementNode {
  const sentence = [
    tone === 'running' ? progressRing() : icon(tone),
    element('span', { class: 'run-line', 'data-tone': tone }, [line]),
  ];
  if (output === '') return element('p', { class: 'run' }, sentence, { key: 'run' });
  return element(
    'details',
    { class: 'run' },
    [
      element('summary', {}, sentence),
      element('pre', { class: 'output', tabindex: '0', role: 'group', 'aria-label': 'Output' }, [output]),
    ],
    { key: 'output' },
  );
}
