import type { DashboardPage, TextTable } from '../../src/protocol/dashboardPage.js';
import { element, type ElementNode } from '../dom/element.js';

/** The same as the charts, to read. */
export const tablesPart = ({ tables, isOld }: DashboardPage): readonly ElementNode[] =>
  tables.map((table) => tablePart(table, isOld));

const tablePart = ({ id, caption, header, rows }: TextTable, isOld: boolean): ElementNode =>
  element(
    'div',
    // What scrolls can be scrolled by the keyboard.
    { class: isOld ? 'table old' : 'table', role: 'region', tabindex: '0', 'aria-label': caption },
    [
      element('table', {}, [
        element('caption', {}, [caption]),
        element('thead', {}, [
          element(
            'tr',
            {},
            header.map((title) => element('th', { scope: 'col' }, [title])),
          ),
        ]),
        element(
          'tbody',
          {},
          rows.map((row) =>
            element(
              'tr',
              { 'data-tone': row.tone },
              row.cells.map((cell, index) =>
                index === 0 ? element('th', { scope: 'row' }, [cell]) : element('td', {}, [cell]),
              ),
              { key: row.id },
            ),
          ),
        ),
      ]),
    ],
    { key: `table ${id}` },
  );
