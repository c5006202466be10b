import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  commandIds,
  contextKeys,
  checklistsViewId,
  historyViewId,
  settingKeys,
  stacksViewId,
} from '../../../src/editor/ids.js';

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface PackageJson {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly enablement?: string;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
const commands = contributes.commands.map(({ command }) => command);
const menuEntries = Object.values(contributes.menus).flat();
const whenClauses = [
  ...menuEntries.map(({ when }) => when ?? ''),
  ...contributes.viewsWelcome.map(({ when }) => when),
  ...contributes.commands.map(({ enablement }) => enablement ?? ''),
];
const viewIds = Object.values(contributes.views)
  .flat()
  .map(({ id }) => id);
/** The commands that ask for more than what they are about: a plan to confirm, a value, a choice. */
const asking = [
  'addNote',
  'applyProfile',
  'exportChecklist',
  'exportReport',
  'filter',
  'openAsChecklist',
  'playScenario',
  'raiseConnections',
  'repeatOperation',
  'restartService',
  'resumeOperation',
  'returnToBaseline',
  'scaleAsRecommended',
  'scaleDownOne',
  'scaleService',
  'scaleStack',
  'scaleUpOne',
  'selectContext',
  'setCredentials',
  'setTeamWebhook',
  'undoOperation',
];
/** The kinds of rows that an entry is for; one for all where it asks about none. */
const rowKindsOf = (when: string): readonly string[] =>
  /viewItem (?:=~ \/\^\(?|== ')([\w|]+)/.exec(when)?.[1]?.split('|') ?? ['any'];
const sorted = (ids: Iterable<string>): readonly string[] => [...new Set(ids)].sort();

describe('ids', () => {
  it('has the commands of package.json, and package.json has its', () => {
    assert.deepEqual(sorted(commands), sorted(commandIds));
    assert.equal(commands.length, commandIds.length);
  });

  it('has the settings of package.json, and package.json has its', () => {
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(settingKeys));
  });

  it('has the context keys of the when clauses, and the when clauses use all of its', () => {
    const used = whenClauses
      .flatMap((when) => when.match(/scalebook\.\w+/g) ?? [])
      .filter((id) => !viewIds.includes(id));
    assert.deepEqual(sorted(used), sorted(contextKeys));
  });

  it('has the views of package.json, in a container that exists', () => {
    const views = [stacksViewId, checklistsViewId, historyViewId];
    assert.deepEqual(viewIds, views);
    assert.deepEqual(
      Object.keys(contributes.views),
      contributes.viewsContainers.activitybar.map(({ id }) => id),
    );
    // There is always a checklist that can be begun.
    const canBeEmpty = views.filter((view) => view !== checklistsViewId);
    assert.deepEqual(sorted(contributes.viewsWelcome.map(({ view }) => view)), sorted(canBeEmpty));
    const named = whenClauses.flatMap((when) =>
      [...when.matchAll(/\bview == ([\w.]+)/g)].map((match) => match[1] ?? ''),
    );
    assert.deepEqual(sorted(named), sorted(views));
  });
});

describe('package.json', () => {
  it('puts only commands into menus that exist', () => {
    assert.deepEqual(
      menuEntries.map(({ command }) => command).filter((command) => !commands.includes(command)),
      [],
    );
  });

  it('has every command under the category Scalebook, with a title of its own', () => {
    assert.deepEqual(
      contributes.commands.filter(({ category }) => category !== 'Scalebook').map(({ command }) => command),
      [],
    );
    assert.equal(new Set(contributes.commands.map(({ title }) => title)).size, commands.length);
  });

  it('restricts only settings that exist in an untrusted workspace, and the program to run among them', () => {
    const restricted = capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual(
      restricted.filter((key) => !settingKeys.some((other) => other === key)),
      [],
    );
    assert.ok(restricted.includes('scalebook.dockerPath'));
  });

  it('ends the titles of those with … that ask for more than what they are about, and of no others', () => {
    const ending = contributes.commands.filter(({ title }) => title.endsWith('…'));
    assert.deepEqual(sorted(ending.map(({ command }) => command.replace('scalebook.', ''))), asking);
  });

  it('gives each entry of a menu a place of its own', () => {
    for (const menu of ['view/title', 'view/item/context']) {
      const places = (contributes.menus[menu] ?? []).flatMap(({ when = '', group = '' }) =>
        rowKindsOf(when).map((kind) => `${/view == ([\w.]+)/.exec(when)?.[1] ?? ''} ${kind} ${group}`),
      );
      assert.deepEqual(
        places.filter((place, index) => places.indexOf(place) !== index),
        [],
        menu,
      );
    }
  });

  it('has no menu entry that shows in every view', () => {
    for (const menu of ['view/title', 'view/item/context'])
      for (const { command, when } of contributes.menus[menu] ?? [])
        assert.match(when ?? '', /^view == scalebook\.(stacks|checklists|history)\b/, command);
  });

  it('asks about a row only in the menu of rows: anywhere else there is none, and the entry would never show', () => {
    for (const [menu, entries] of Object.entries(contributes.menus))
      for (const { command, when } of entries)
        assert.equal(/\bviewItem\b/.test(when ?? ''), menu === 'view/item/context', `${command} in ${menu}`);
  });

  it("has everything that is about a whole stack in the menu of a stack's row", () => {
    const shownOn = (contextValue: string): readonly string[] =>
      (contributes.menus['view/item/context'] ?? [])
        .filter(({ when }) => {
          const [, expression] = /^view == scalebook\.stacks\b.*viewItem =~ \/(.*?)\/(?=$| )/.exec(when ?? '') ?? [];
          return expression !== undefined && new RegExp(expression).test(contextValue);
        })
        .map(({ command }) => command.replace('scalebook.', ''));
    const always = [
      'createRunbook',
      'openDashboard',
      'openRunbook',
      'scaleStack',
      'showSchedule',
      'verifyStack',
      'verifyStackQuick',
    ];
    assert.deepEqual(sorted(shownOn('stack swarm')), always);
    assert.deepEqual(
      sorted(shownOn('stack compose hasBaseline')),
      sorted([...always, 'applyProfile', 'moveToSwarm', 'returnToBaseline']),
    );
    assert.deepEqual(
      sorted(shownOn('stack compose hasBaseline hasProfiles hasDatabase')),
      sorted([...always, 'applyProfile', 'moveToSwarm', 'raiseConnections', 'returnToBaseline']),
    );
  });

  it('has only expressions on rows that can be read', () => {
    const expressions = whenClauses.flatMap((when) =>
      [...when.matchAll(/viewItem =~ \/(.*?)\/(?=$| )/g)].map((match) => match[1] ?? ''),
    );
    assert.ok(expressions.length > 0);
    for (const expression of expressions) assert.doesNotThrow(() => new RegExp(expression), expression);
  });
});
