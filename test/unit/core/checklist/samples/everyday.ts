/** Files as people write them, and what is to be read of each. */
export const everyday: Readonly<Record<string, string>> = {
  'a nested task list': `# Release

- [ ] Outer
  - [x] Done inside
    - [ ] Deeper
      - [X] Deepest
  - plain inside
- [ ] Second
`,
  'tasks in ordered lists': `1. [ ] First
2. [x] Second
   1. [ ] Its first
3) other list
4) [ ] in it

7. starts at seven
`,
  'all that can stand under a task': `- [ ] **Check** the \`count\`

  A second paragraph.

  \`\`\`bash
  docker compose ps

    indented inside
  \`\`\`

  | Metric | Now |
  | :--- | ---: |
  | CPU | 40 % |

  > Told by
  > somebody

  - [ ] nested
    \`\`\`sh
    echo nested
    \`\`\`
  1. step
- [ ] Next
`,
  'tables of every kind': `| a | b | c | d |
| --- | :-- | :-: | --: |
| 1 | **2** | \`3|4\` | \\| |
| only one |
| 1 | 2 | 3 | 4 | 5 |

no | outer
--- | ---
x | y

| not | a table |
| text |
`,
  'fences of every kind': `\`\`\`Bash title="x"
one
\`\`\`

~~~
\`\`\`
inside
\`\`\`
~~~

\`\`\`\`md
\`\`\`
deep
\`\`\`
\`\`\`\`

    indented code
      more

\`\`\`sql
never closed
`,
  'front matter': `---
title: Hidden
---
# Shown

- [ ] One
`,
  'a rule at the beginning': `---

Text

---
`,
  bindings: `- [ ] Healthy <!-- check: replicas-healthy -->
- [ ] Dashboard <!-- action: open-dashboard --> <!-- when: queue -->
- [ ] Both<!--check:counts-noted--><!--action:scale-->
- [ ] Below
  <!-- check: calm -->
- [ ] Unknown <!-- check: no-such --> <!-- action: explode --> <!-- when: full-moon --> <!-- owner: ops -->
- [ ] Somebody's own <!-- TODO: ask Kim --> <!-- check later -->
- Not a task <!-- check: calm -->
`,
  'links and addresses': `See [the guide](./GUIDE.md#part "title"), <https://a.example/x>, https://b.example/path_(x)?q=1, and [ref][r].
Mail <ops@a.example>. Not linked: runbook.md, www.a.example, xhttp://c.example. In code: \`https://d.example\`.
[https://text.example](https://e.example) [empty]() [**bold** \`code\`](x.md)

[r]: https://r.example/y 'Title'
`,
  images: `![Alt *text*](img/a.png "t") ![](b.png) [![badge](c.svg)](https://a.example) ![remote](https://a.example/x.png)
`,
};
