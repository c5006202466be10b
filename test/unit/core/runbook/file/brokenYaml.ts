import { after, inService, type BrokenFile } from './brokenFile.js';

const laughs = (levels: number, width: number): string =>
  Array.from({ length: levels }, (_, level) => {
    const items = level === 0 ? 'ha' : `*l${level - 1}`;
    return `l${level}: &l${level} [${Array.from({ length: width }, () => items).join(', ')}]`;
  }).join('\n');

const utf16 = (text: string): string => Array.from(text, (letter) => `${letter}\u0000`).join('');

/** Not YAML, or more than a runbook may use of it. */
export const brokenYaml: readonly BrokenFile[] = [
  { title: 'nothing at all', text: '', line: 0, says: /is empty; expected a mapping/ },
  { title: 'only comments', text: '# nothing\n# here\n', line: 0, says: /is empty; expected a mapping/ },
  { title: 'a sentence', text: 'Scale the workers.', line: 0, says: /expected a mapping/ },
  { title: 'a list', text: '- web\n- worker\n', line: 0, says: /is a list; expected a mapping/ },
  { title: 'a tab for indentation', text: 'services:\n\tweb:\n\t\tbaseline: 2\n', line: 1, says: /tab/ },
  { title: 'a tab further down', text: after('rungs:', '\t- 3'), line: 4, says: /tab/i },
  { title: 'a wrong indentation', text: inService('min: 1', '  max: 5'), line: 3, says: /Not YAML/ },
  { title: 'a list that is not closed', text: after('rungs: [3, 10'), line: 4, says: /Not YAML/ },
  { title: 'a quote that is not closed', text: after('stack: "shop'), line: 4, says: /Not YAML.*quote/ },
  { title: 'two documents', text: `${after()}---\nservices: {}\n`, line: 3, says: /second document/ },
  { title: 'a directive', text: `%YAML 1.1\n---\n${after()}`, line: 0, says: /directives/, under: '%YAML 1.1' },
  { title: 'a tag', text: after('stack: !!binary c2hvcA=='), line: 3, says: /tags/ },
  { title: 'a tag that runs code elsewhere', text: after('stack: !!js/function "x"'), line: 3, says: /tags/ },
  {
    title: 'a key that is there twice',
    text: inService('min: 1', 'min: 2'),
    line: 4,
    says: /`min` is there twice/,
    under: 'min',
  },
  { title: 'a service that is there twice', text: after('  web: {}'), line: 3, says: /`web` is there twice/ },
  { title: 'a merge key', text: after('  api: { <<: { min: 1 } }'), line: 3, says: /merge keys/, under: '<<' },
  { title: 'a prototype for a key', text: after('  __proto__: { min: 1 }'), line: 3, says: /__proto__/ },
  { title: 'a list for a key', text: after('? [a, b]', ': 1'), line: 3, says: /key has to be plain text/ },
  { title: 'an empty key', text: after(': 1'), line: 3, says: /key is missing/ },
  { title: 'an alias without an anchor', text: after('  api: *other'), line: 3, says: /no anchor/, under: '*other' },
  {
    title: 'an anchor around its own alias',
    text: 'services: &all\n  web: *all\n',
    line: 1,
    says: /inside what it repeats/,
  },
  {
    title: 'a circle of two anchors',
    text: 'services:\n  web: &a\n    health: &b\n      urls: [*a, *b]\n',
    line: 3,
    says: /inside/,
  },
  { title: 'a billion laughs', text: laughs(10, 10), line: 2, says: /aliases/ },
  { title: 'few aliases of much', text: laughs(4, 24), line: 2, says: /aliases|values/ },
  {
    title: 'many aliases',
    text: `services: &s {}\nx: [${'*s, '.repeat(101)}]\n`,
    line: 1,
    says: /More than 100 aliases/,
  },
  {
    title: 'a million aliases',
    text: `services: &s {}\nx:\n${'- *s\n'.repeat(1_000_000)}`,
    line: 0,
    says: /larger than 1 MB/,
  },
  {
    title: 'five megabytes',
    text: `services: {}\n# ${'x'.repeat(5 * 1024 * 1024)}`,
    line: 0,
    says: /larger than 1 MB/,
  },
  { title: 'too many words', text: `services: {}\n${'#\n'.repeat(40_000)}`, line: 24_997, says: /more than 50000/i },
  { title: 'brackets without end', text: after(`rungs: ${'['.repeat(100_000)}`), line: 3, says: /deeper than 24/ },
  { title: 'dashes without end', text: after(`rungs: `, `  ${'- '.repeat(100_000)}`), line: 4, says: /deeper than 24/ },
  {
    title: 'mappings deeper and deeper',
    text: Array.from({ length: 60 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
    line: 47,
    says: /deeper than 24/,
  },
  { title: 'UTF-16', text: utf16(after()), line: 0, says: /UTF-16/ },
  { title: 'a NUL character', text: after('stack: a\u0000b'), line: 3, says: /NUL/ },
  { title: 'Latin-1 read as UTF-8', text: after('stack: Caf\uFFFD'), line: 3, says: /not UTF-8/, under: '\uFFFD' },
  { title: 'a byte order mark', text: `\uFEFF${after()}`, line: 0, says: /byte order mark/ },
  { title: 'an escape character', text: after('stack: "\u001B[31mred"'), line: 3, says: /hidden character.*U\+001B/ },
  { title: 'an escaped NUL', text: after('stack: "a\\0b"'), line: 3, says: /NUL/ },
];
