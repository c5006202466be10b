import assert from 'node:assert/strict';
import { readChecklist } from '../../../../../src/core/checklist/markdown/main.js';
import { placeholdersIn } from '../../../../../src/core/checklist/fence/placeholdersIn.js';

const names = (text: string): readonly string[] => [...placeholdersIn(readChecklist(text))].sort();
const fence = (command: string, language = 'sh'): string => `- [ ] x\n\n  \`\`\`${language}\n  ${command}\n  \`\`\`\n`;

describe('placeholdersIn', () => {
  it('has what the commands of a checklist want to know', () => {
    assert.deepEqual(names(`${fence('a {{service}} {{target}}')}\n${fence('b {{service}}')}`), ['service', 'target']);
    assert.deepEqual(names(fence('docker ps')), []);
  });

  it('asks for nothing that nobody knows, and for nothing in what is no command', () => {
    assert.deepEqual(names(fence('a {{nonsense}} {{.Name}}')), []);
    assert.deepEqual(names(fence('a {{service}}', 'text')), []);
    assert.deepEqual(names('Say {{service}}.'), []);
  });
});
