/** Colours and type of the theme that is in force, for what is drawn by hand. */
export interface Colours {
  readonly line: string;
  readonly quiet: string;
  readonly grid: string;
  readonly warning: string;
  readonly critical: string;
  readonly unknown: string;
  readonly background: string;
  readonly font: string;
  /** Bounds are dashed lines then, not colour alone. */
  readonly isHighContrast: boolean;
}

let known: Colours | undefined;

export const colours = (): Colours => (known ??= read());

/** Calls back when the editor has another theme. */
export function onDidChangeTheme(listener: () => void): void {
  const changed = (): void => {
    known = undefined;
    listener();
  };
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  // The editor gives a page its colours as a style of the root.
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

function read(): Colours {
  const style = getComputedStyle(document.body);
  const colour = (name: string): string => style.getPropertyValue(name).trim() || style.color;
  return {
    line: style.color,
    quiet: colour('--quiet'),
    grid: colour('--grid'),
    warning: colour('--warning'),
    critical: colour('--fail'),
    unknown: colour('--unknown'),
    background: style.backgroundColor,
    font: style.fontFamily,
    isHighContrast: document.body.classList.contains('vscode-high-contrast'),
  };
}
