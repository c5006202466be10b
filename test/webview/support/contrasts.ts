import type { Page } from 'playwright-core';

export interface Contrast {
  readonly text: string;
  readonly ratio: number;
}

/** How well every piece of visible text stands out from what is behind it, as WCAG counts it. */
export const contrasts = (page: Page): Promise<readonly Contrast[]> => page.evaluate(measure);

function measure(): Contrast[] {
  type Colour = readonly [number, number, number, number];
  const parse = (css: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const over = (top: Colour, under: Colour): Colour => {
    const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + under[index] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const backgroundOf = (element: Element | null): Colour => {
    if (!element) return [255, 255, 255, 1];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, backgroundOf(element.parentElement));
  };
  const luminance = (colour: Colour): number => {
    const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found: Contrast[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!element || text === '' || !element.checkVisibility() || element.closest('script, .spoken')) continue;
    const background = backgroundOf(element);
    const [a, b] = [luminance(over(parse(getComputedStyle(element).color), background)), luminance(background)];
    found.push({ text, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) });
  }
  return found;
}
