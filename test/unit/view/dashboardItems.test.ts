import assert from 'node:assert/strict';
import { dashboardItems } from '../../../src/view/dashboardItems.js';

describe('dashboardItems', () => {
  it('are those of the web, with their titles in one line', () => {
    const items = dashboardItems([
      { title: 'Over\nview', url: 'http://localhost:3002/d/a' },
      { title: '', url: 'https://grafana.example.org' },
      { title: 'Evil', url: 'command:scalebook.scaleService' },
      { title: 'Evil', url: 'file:///etc/passwd' },
      { title: 'Evil', url: 'http://' },
    ]);
    assert.deepEqual(
      items.map(({ label, url }) => [label, url]),
      [
        ['Over view', 'http://localhost:3002/d/a'],
        ['https://grafana.example.org', 'https://grafana.example.org'],
      ],
    );
  });
});
