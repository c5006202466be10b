import type { Started } from '../stack.test.js';
import type { Theme } from '../support/themes.js';

/** Pictures of the same places in the other kinds of theme, for a person to look at. */
export const looks = (at: () => Started): void =>
  void describe('looks', () => {
    const kinds: readonly Theme[] = ['light', 'hcDark', 'hcLight'];
    for (const theme of kinds) {
      it(`in ${theme}`, async () => {
        const { workbench } = at();
        await workbench.setTheme(theme);
        await workbench.statusBar.hover();
        await workbench.screenshot(`statusbar-${theme}`);
        await workbench.tree.pressInline('PDF Worker', 'Scale Up One…');
        await workbench.quickInput.waitFor('Scale PDF Worker 3 → 4');
        await workbench.screenshot(`plan-${theme}`);
        await workbench.quickInput.escape();
        await workbench.screenshot(`tree-${theme}`);
      });
    }

    after(() => at().workbench.setTheme('dark'));
  });
