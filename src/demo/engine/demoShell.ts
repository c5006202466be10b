import type { Container } from '../containers/container.js';

const greeting = [
  'This is the demo: there is no container behind this prompt, and nothing that is typed here runs anywhere.',
  'It answers the few programs that Scalebook itself calls, such as: df -Pk /  or  cat /proc/loadavg',
];
const maxLine = 1000;

/** A small prompt that says what it is, and answers what the container's program knows. */
export class DemoShell {
  private line = '';

  constructor(
    private readonly container: Container,
    private readonly write: (text: string) => void,
    private readonly end: (exitCode: number) => void,
  ) {}

  greet(): void {
    this.write(greeting.map((line) => `${line}\r\n`).join(''));
    this.prompt();
  }

  type(text: string): void {
    for (const key of text) this.press(key);
  }

  private press(key: string): void {
    switch (key) {
      case '\r':
      case '\n':
        this.write('\r\n');
        return this.enter();
      case '\x03':
        this.line = '';
        this.write('^C\r\n');
        return this.prompt();
      case '\x04':
        return this.line === '' ? this.leave(0) : undefined;
      case '\x7f':
      case '\b':
        if (this.line !== '') this.write('\b \b');
        this.line = this.line.slice(0, -1);
        return;
      default:
        // The rest of an arrow's sequence is typed like anything else, which harms nobody here.
        if (key < ' ' || this.line.length >= maxLine) return;
        this.line += key;
        this.write(key);
    }
  }

  private enter(): void {
    const words = this.line.trim().split(/\s+/).filter(Boolean);
    this.line = '';
    const [program, code] = words;
    if (program === undefined) return this.prompt();
    if (program === 'exit') return this.leave(Number(code ?? 0) & 0xff);
    const ran = this.container.program.run(this.container, words);
    const said = ran ? ran.stdout + ran.stderr : `${program}: not here; this is a demo\n`;
    this.write(said.replaceAll(/\r?\n/g, '\r\n'));
    this.prompt();
  }

  private prompt(): void {
    this.write(`demo:${this.container.name}$ `);
  }

  private leave(exitCode: number): void {
    this.write('exit\r\n');
    this.end(exitCode);
  }
}
