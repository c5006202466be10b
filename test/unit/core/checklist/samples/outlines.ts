/** What is to be read of each sample: one line for each block, what is in it below it. */
export const outlines: Readonly<Record<string, string>> = {
  'a nested task list': `h1 release: Release
ul
  [ ] Outer
    p Outer
    ul
      [x] Done inside
        p Done inside
        ul
          [ ] Deeper
            p Deeper
            ul
              [x] Deepest
                p Deepest
      -
        p plain inside
  [ ] Second
    p Second`,
  'tasks in ordered lists': `ol 1
  [ ] First
    p First
  [x] Second
    p Second
    ol 1
      [ ] Its first
        p Its first
ol 3
  -
    p other list
  [ ] in it
    p in it
ol 7
  -
    p starts at seven`,
  'all that can stand under a task': `ul
  [ ] Check the count
    p **Check** the \`count\`
    p A second paragraph.
    code bash of a task "docker compose ps\\n\\n  indented inside"
    table left Metric | right Now
      CPU | 40 %
    quote
      p Told by somebody
    ul
      [ ] nested
        p nested
        code sh of a task "echo nested"
    ol 1
      -
        p step
  [ ] Next
    p Next`,
  'tables of every kind': `table - a | left b | center c | right d
  1 | **2** | \`3 | 4\`
  only one |  |  | 
  1 | 2 | 3 | 4
table - no | - outer
  x | y
p | not | a table | | text |`,
  'fences of every kind': `code bash "one"
code - "\`\`\`\\ninside\\n\`\`\`"
code md "\`\`\`\\ndeep\\n\`\`\`"
code - "indented code\\n  more"
code sql "never closed"`,
  'front matter': `h1 shown: Shown
ul
  [ ] One
    p One`,
  'a rule at the beginning': `rule
p Text
rule`,
  bindings: `ul
  [ ] Healthy check=replicas-healthy
    p Healthy
  [ ] Dashboard action=open-dashboard when=queue
    p Dashboard
  [ ] Both check=counts-noted action=scale
    p Both
  [ ] Below check=calm
    p Below
  [ ] Unknown check=no-such action=explode when=full-moon
    p Unknown
  [ ] Somebody's own
    p Somebody's own
  -
    p Not a task`,
  'links and addresses': `p See [the guide](./GUIDE.md#part), [https://a.example/x](https://a.example/x), [https://b.example/path_(x)?q=1](https://b.example/path_(x)?q=1), and [ref](https://r.example/y). Mail [ops@a.example](mailto:ops@a.example). Not linked: runbook.md, www.a.example, xhttp://c.example. In code: \`https://d.example\`. [https://text.example](https://e.example) [empty]() [**bold** \`code\`](x.md)`,
  images: `p ![Alt text](img/a.png) ![](b.png) [![badge](c.svg)](https://a.example) ![remote](https://a.example/x.png)`,
  'headings of every kind': `h1 setext-one: Setext one
h2 setext-two: Setext *two*
h6 six: six
p ####### seven #no space
h1 h0ztntfp07myykz: 
h1 same: Same
h1 same-1: Same
h1 same-1-1: Same-1
h1 c--ünïcode-日本: C++ & Ünïcode! 日本`,
  'marks in each other': `p ***both*** **bold *and* it** *it **and** bold* ~~gone **bold**~~ snake_case_word *not* *open \`a \` b\` **\`code\`** & <b> © # hard⏎break⏎again`,
  'boxes that are none': `ul
  -
    p [] none
  -
    p [ ]none
  -
    p [y] none
  -
    p [ ]
  -
    p [ ] none
  -
    p [x](https://a.example) a link
  -
    p text [ ] inside
  -
    h1 --a-heading: [ ] a heading
p [ ] no list`,
  'boxes with odd marks': `ul
  [ ] star
    p star
ul
  [x] plus
    p plus
ul
  [ ] spaces
    p spaces
  -
    p [	] tab
  [ ] far
    p far
  [ ] over two lines
    p over two lines
  [ ] code bold strike link alt
    p \`code\` **bold** ~~strike~~ [link](x.md) ![alt](y.png)`,
  'loose and tight lists': `ul
  [ ] loose one
    p loose one
  [ ] loose two
    p loose two
  -
    p plain
    p para
ul
  -
    p other list
ul
  -
    p third`,
  quotes: `quote
  h1 in-a-quote: In a quote
  ul
    [ ] quoted task
      p quoted task
      quote
        p deeper lazy
  code sh "echo quoted"
quote
  p [!NOTE] An alert.`,
  'html is text': `p <div onclick="x()">
ul
  [ ] <b>Bold</b> <script>alert(1)</script>
    p <b>Bold</b> <script>alert(1)</script>
p </div> a<br>b <kbd>Ctrl</kbd> <details><summary>More</summary>
ul
  [ ] inside
    p inside
p </details>`,
  'comments of every kind': `p Text  goes on
ul
  [ ] shown words <!-- never closed
    p shown  words <!-- never closed
  [x] shown as well
    p shown as well`,
  'line ends of other systems': `p one
ul
  [ ] two
    p two
    code sh of a task "three"
  [x] four five
    p four five`,
  'nothing at all': ``,
  'only blank lines': ``,
};
