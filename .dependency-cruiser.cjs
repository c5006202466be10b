// The rooms of src/ and which of them may import which. A new import direction is a design decision: make it here, on purpose.
const rooms = {
  util: [],
  core: ['util'],
  app: ['core', 'util'],
  view: ['core', 'protocol', 'util'],
  protocol: [],
  engine: ['core', 'util'],
  sources: ['core', 'util'],
  demo: ['core', 'util'],
  editor: ['app', 'view', 'protocol', 'core', 'util'],
};
// Rooms that implement the app's ports see those files of app and nothing else of it.
const ports = '^src/app/((connection|operations|verification|diagnosis|checklist)/)?ports\\.ts$';
const alsoAllowed = { engine: [ports], sources: [ports] };

const directions = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import only: ${[room, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^src/',
    pathNot: [...[room, ...allowed].map((name) => `^src/${name}/`), ...(alsoAllowed[room] ?? [])],
  },
}));

const onlyIn = (name, pkg, home) => ({
  name: `${name}-only-in-its-room`,
  severity: 'error',
  from: { path: '^src/', pathNot: home },
  to: { path: pkg },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^(src|webview)/' }, to: {} },
    ...directions,
    {
      name: 'extension-imports',
      comment: 'src/extension.ts starts the wiring and names the rows that its API gives',
      severity: 'error',
      from: { path: '^src/extension\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/wiring/wiring\\.ts$', '^src/view/rows/row\\.ts$'] },
    },
    {
      name: 'webview-imports',
      comment:
        'webview is browser code: of src it may import protocol alone, and no package but the one that draws charts and the toolkit behind its parts',
      severity: 'error',
      from: { path: '^webview/' },
      to: {
        pathNot: ['^webview/', '^src/protocol/', '^node_modules/uplot/', '^node_modules/@vscode/webview-ui-toolkit/'],
      },
    },
    {
      name: 'uplot-only-where-charts-are-drawn',
      severity: 'error',
      from: { path: '^webview/', pathNot: '^webview/dashboard/(plot|plotTip|behindPlot)\\.ts$' },
      to: { path: '^node_modules/uplot/' },
    },
    {
      name: 'toolkit-only-in-parts',
      comment:
        'the toolkit is archived: one thin file for each kind of component, so that a successor can take its place',
      severity: 'error',
      from: { path: '^webview/', pathNot: '^webview/parts/' },
      to: { path: '^node_modules/@vscode/webview-ui-toolkit/' },
    },
    {
      name: 'nobody-imports-webview',
      comment: 'what runs in a page is a bundle of its own',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^webview/' },
    },
    // It has no code to be found, only types: that is where it leads.
    onlyIn(
      'vscode',
      '^(vscode$|node_modules/@types/vscode/)',
      '^src/(editor/|extension\\.ts$|wiring/(checklistW|policyW|w)iring\\.ts$)',
    ),
    onlyIn('dockerode', 'node_modules/(@types/)?dockerode', '^src/engine/'),
    onlyIn('ical', 'node_modules/ical\\.js', '^src/sources/calendar/icalLibrary\\.ts$'),
    onlyIn('yaml', 'node_modules/yaml', '^src/core/(runbook|swarmMove)/file/'),
    onlyIn('markdown-it', 'node_modules/(@types/)?markdown-it', '^src/core/checklist/markdown/'),
    onlyIn('axios', 'node_modules/axios', '^src/sources/http\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
