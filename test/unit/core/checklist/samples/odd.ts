/** Constructs of CommonMark and of what GitHub adds that are easily got wrong. */
export const odd: Readonly<Record<string, string>> = {
  'headings of every kind': `Setext one
===

Setext *two*
---

###### six ######
####### seven
#no space
#
# Same
# Same
# Same-1
# C++ & Ünïcode! 日本
`,
  'marks in each other': `***both*** **bold *and* it** _it **and** bold_ ~~gone **bold**~~ snake_case_word \\*not\\* *open
\`\` a \` b \`\` **\`code\`** &amp; &lt;b&gt; &copy; &#35; hard  
break\\
again
`,
  'boxes that are none': `- [] none
- [ ]none
- [y] none
- [ ]
- \\[ ] none
- [x](https://a.example) a link
- text [ ] inside
- # [ ] a heading
[ ] no list
`,
  'boxes with odd marks': `* [ ] star
+ [x] plus
- [ ]   spaces
- [\t] tab
-   [ ] far
- [ ] over
  two lines
- [ ] \`code\` **bold** ~~strike~~ [link](x.md) ![alt](y.png)
`,
  'loose and tight lists': `- [ ] loose one

- [ ] loose two
- plain

  para

* other list
- third
`,
  quotes: `> # In a quote
> - [ ] quoted task
>   > deeper
lazy
>
> \`\`\`sh
> echo quoted
> \`\`\`

> [!NOTE]
> An alert.
`,
  'html is text': `<div onclick="x()">

- [ ] <b>Bold</b> <script>alert(1)</script>

</div>
a<br>b <kbd>Ctrl</kbd>
<details><summary>More</summary>

- [ ] inside

</details>
`,
  'comments of every kind': `<!-- alone -->
Text <!-- inside --> goes on
<!--
- [ ] hidden

## Hidden, too
-->
- [ ] shown
<!-- behind --> words
<!-- never closed
- [x] shown as well
`,
  'line ends of other systems': 'one\r\n\r\n- [ ] two\r\n  ```sh\r\n  three\r\n  ```\r\n- [x] four\rfive\r',
  'nothing at all': '',
  'only blank lines': '\n \n\t\n',
};
