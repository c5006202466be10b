/** The themes that VS Code ships, by what they are for: the setting's value, the name in the picker, and the window's class. */
export const themes = {
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  light: { id: 'Default Light Modern', label: 'Light Modern', className: 'vs' },
  hcDark: { id: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
  hcLight: { id: 'Default High Contrast Light', label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;
