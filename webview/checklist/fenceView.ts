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
  /** The button that was pressed, where it is asked once more. */
  private asked: string | undefined;

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
    // What is asked about has changed: it is asked again.
    if (mark.text !== this.mark?.text) this.asked = undefined;
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

  private parts(mark: FenceMark): readonly ElementNode[] {
    const { notes, instead, buttons, run } = mark;
    return [
      ...notes.map((note, index) => element('p', { class: 'quiet' }, [note], { key: `note-${index}` })),
      ...(instead
        ? [
            element(
              'div',
              { class: 'instead' },
              [
                button(instead.button, () => this.press(mark, instead.button.id)),
                element('p', { class: 'quiet' }, [instead.why]),
              ],
              { key: 'instead' },
            ),
          ]
        : []),
      element(
        'div',
        { class: 'buttons' },
        buttons.map((each) => button(each, () => this.press(mark, each.id))),
        { key: 'buttons' },
      ),
      ...(this.asked === undefined ? [] : [this.question(mark, this.asked)]),
      ...(run ? [runPart(run)] : []),
    ];
  }

  private press({ id, danger }: FenceMark, pressed: string): void {
    const isDangerous = danger !== '' && (pressed === 'run' || pressed === 'run-in-terminal');
    if (!isDangerous) return this.handlers.pressOnFence(id, pressed, false);
    this.asked = pressed;
    this.draw();
    // Enter twice is not a second thought.
    this.element.querySelector<HTMLElement>('.question [data-button="leave"]')?.focus();
  }

  private question({ id, danger }: FenceMark, pressed: string): ElementNode {
    const end = (): void => {
      this.asked = undefined;
      this.draw();
      this.element.querySelector<HTMLElement>(`.buttons [data-button="${CSS.escape(pressed)}"]`)?.focus();
    };
    const run = { id: 'sure', title: 'Run It All the Same', spoken: 'Run It All the Same', isFirst: true };
    const leave = { id: 'leave', title: 'Leave It', spoken: 'Leave It', isFirst: false };
    return element(
      'div',
      { class: 'question', role: 'group', 'aria-label': danger },
      [
        element('p', { 'data-tone': 'warning' }, [icon('warning'), element('span', {}, [danger])]),
        element('div', { class: 'buttons' }, [
          button(run, () => {
            this.handlers.pressOnFence(id, pressed, true);
            end();
          }),
          button(leave, end),
        ]),
      ],
      { key: 'question' },
    );
  }

  /** Escape leaves what is asked as it is. @returns whether there was something to leave */
  leave(): boolean {
    if (this.asked === undefined) return false;
    this.element.querySelector<HTMLElement>('.question [data-button="leave"]')?.click();
    return true;
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
