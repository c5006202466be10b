import { after, type BrokenFile } from './brokenFile.js';

const inFlow = (...lines: readonly string[]): string =>
  after('verification:', '  flows:', '    - id: buy', '      steps:', ...lines.map((line) => `        ${line}`));
const ask = 'url: "http://localhost/';

/** A section `verification` that cannot be used. The first lines of a flow's steps are line 7. */
export const brokenVerification: readonly BrokenFile[] = [
  {
    title: 'a verification of an unknown service',
    text: after('verification:', '  services:', '    wbe: { balancerName: web }'),
    line: 5,
    says: /Unknown service `wbe`; did you mean `web`/,
  },
  {
    title: 'a flow through an unknown service',
    text: after(
      'verification:',
      '  flows:',
      '    - { id: a, services: [web, api], steps: [{ title: a, url: "http://a" }] }',
    ),
    line: 5,
    says: /Unknown service `api`/,
    under: 'api',
  },
  {
    title: 'two flows of one id',
    text: after(
      'verification:',
      '  flows:',
      '    - { id: a, steps: [{ title: a, url: "http://a" }] }',
      '    - { id: a, steps: [{ title: b, url: "http://b" }] }',
    ),
    line: 6,
    says: /`a` is there twice/,
  },
  {
    title: 'a flow without steps',
    text: after('verification:', '  flows: [{ id: a, steps: [] }]'),
    line: 4,
    says: /expected at least one step/,
  },
  {
    title: 'a step with a name that nobody captured',
    text: inFlow(
      '- { title: Buy, url: "http://localhost/buy", method: POST, capture: { orderId: id } }',
      `- { title: Look, ${ask}order/{{orderID}}" }`,
    ),
    line: 8,
    says: /No step before captures `orderID`; did you mean `orderId`/,
    under: '"http://localhost/order/{{orderID}}"',
  },
  {
    title: 'a name that only a later step captures',
    text: inFlow(`- { title: Look, ${ask}{{id}}", capture: { id: id } }`),
    line: 7,
    says: /No step before captures `id`; known here: run/,
  },
  {
    title: 'an unknown name in a header',
    text: inFlow('- title: Look', `  ${ask}"`, '  headers:', '    x-session-id: "{{sid}}"'),
    line: 10,
    says: /No step before captures `sid`/,
    under: '"{{sid}}"',
  },
  {
    title: 'an unknown name in a field, in JSON and in what is expected',
    text: inFlow('- title: Send', `  ${ask}"`, '  method: POST', '  form: { fields: { order: "{{order}}" } }'),
    line: 10,
    says: /No step before captures `order`/,
  },
  {
    title: 'an unknown name in a JSON body',
    text: inFlow('- title: Send', `  ${ask}"`, '  method: PUT', `  json: '{"order":"{{order}}"}'`),
    line: 10,
    says: /No step before captures `order`/,
  },
  {
    title: 'an unknown name in an expectation',
    text: inFlow('- title: Look', `  ${ask}"`, '  expect: { json: { id: "{{order}}" } }'),
    line: 9,
    says: /No step before captures `order`/,
  },
  {
    title: 'braces without an end',
    text: inFlow(`- { title: Look, ${ask}{{run" }`),
    line: 7,
    says: /The text has \{\{ without \}\}/,
  },
  {
    title: 'a name where the host should be',
    text: inFlow('- { title: Look, url: "http://{{run}}/" }'),
    line: 7,
    says: /`url` is .* expected an address/,
  },
  {
    title: 'a step with an address of another kind',
    text: inFlow('- { title: Look, url: "file:///etc/passwd" }'),
    line: 7,
    says: /`url` is .* expected an address/,
    under: '"file:///etc/passwd"',
  },
  {
    title: 'a capture that takes the place of a given name',
    text: inFlow(`- { title: Look, ${ask}", capture: { run: id } }`),
    line: 7,
    says: /`run` is given already/,
  },
  {
    title: 'a capture under no name',
    text: inFlow(`- { title: Look, ${ask}", capture: { job-id: id } }`),
    line: 7,
    says: /expected a name of at most 64 letters, digits and `_`/,
  },
  {
    title: 'both bodies in one step',
    text: inFlow(`- { title: Send, ${ask}", method: POST, json: "{}", form: {} }`),
    line: 7,
    says: /either `json` or `form`/,
  },
  {
    title: 'a GET with a body',
    text: inFlow(`- { title: Send, ${ask}", json: "{}" }`),
    line: 7,
    says: /A GET carries nothing/,
  },
  {
    title: 'a status that HTTP does not have',
    text: inFlow(`- { title: Look, ${ask}", expect: { status: 99 } }`),
    line: 7,
    says: /`status` is 99; expected/,
    under: '99',
  },
  {
    title: 'a step that waits for hours',
    text: inFlow(`- { title: Look, ${ask}", until: 2h }`),
    line: 7,
    says: /expected a duration such as 30s or 2m, half an hour at most/,
    under: '2h',
  },
  {
    title: 'a header over two lines',
    text: inFlow(`- { title: Look, ${ask}", headers: { x-a: "b\\r\\nx-c: d" } }`),
    line: 7,
    says: /expected one line of letters, digits and signs/,
  },
  {
    title: 'an answer that tells by JSON and by a header',
    text: after('verification:', '  services:', '    web: { servedBy: { json: a, header: b } }'),
    line: 5,
    says: /Unknown key `(json|header)`|expected a mapping with `json` or `header`/,
  },
  {
    title: 'a balancer of another make',
    text: after('verification:', '  balancer: { kind: nginx, url: "http://localhost:8080" }'),
    line: 4,
    says: /`kind` is "nginx"; expected one of auto, traefik, haproxy/,
    under: 'nginx',
  },
  {
    title: 'more than all of a limit',
    text: after('verification:', '  usageBelow: 120%'),
    line: 4,
    says: /expected a percentage from 1 to 100/,
    under: '120%',
  },
  {
    title: 'too few requests to judge by',
    text: after('verification:', '  requestsPerReplica: 2'),
    line: 4,
    says: /expected a whole number from 5 to 1000/,
  },
  {
    title: 'a window that is too short for its looks',
    text: after('verification:', '  queueWindow: 20s', '  queueEvery: 5s'),
    line: 5,
    says: /fewer than 5 looks/,
    under: '5s',
  },
  {
    title: 'a window of a day',
    text: after('verification:', '  queueWindow: 1d'),
    line: 4,
    says: /expected a duration from 10s to 1h/,
  },
  {
    title: 'a session of an unknown service',
    text: after(
      'verification:',
      '  session:',
      '    service: api',
      '    create: { title: a, url: "http://a" }',
      '    read: { title: b, url: "http://a" }',
    ),
    line: 5,
    says: /Unknown service `api`/,
  },
  {
    title: 'a session that reads what was not captured',
    text: after(
      'verification:',
      '  session:',
      '    service: web',
      '    create: { title: a, url: "http://a", capture: { sid: id } }',
      '    read: { title: b, url: "http://a/{{sit}}" }',
    ),
    line: 7,
    says: /No step before captures `sit`; did you mean `sid`/,
  },
  {
    title: 'words that are nothing but blanks',
    text: after('verification:', '  errorWords: [error, " "]'),
    line: 4,
    says: /Entry 2 of `errorWords` is " "; expected words/,
  },
  {
    title: 'an alert to leave out without a name',
    text: after('verification:', '  alerts: { ignore: [" "] }'),
    line: 4,
    says: /Entry 1 of `ignore` is " "; expected names of alerts/,
  },
  {
    title: 'a label that an alert cannot have',
    text: after('verification:', '  alerts:', '    match: { "a-b": x }'),
    line: 5,
    says: /a-b/,
  },
];
