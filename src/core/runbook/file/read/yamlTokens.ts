import { Lexer, Parser, type CST } from 'yaml';
import type { Span } from '../text/span.js';
import { limits } from './limits.js';

type Document = Extract<CST.Token, { readonly type: 'document' }>;

export interface Flaw {
  readonly span: Span;
  readonly message: string;
}

/** The one document of a YAML text, as tokens; nothing is resolved or expanded yet, so this takes time by the text's length alone. */
export function yamlTokens(text: string): { readonly tokens: readonly CST.Token[] } | Flaw {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let [count, mistakes] = [0, 0];
  const at = (offset: number): Span => ({ from: offset, to: offset + 1 });
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > limits.tokens)
      return { span: at(parser.offset), message: `The file has more than ${limits.tokens} words and signs.` };
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type !== 'error') continue;
      mistakes += 1;
      if (mistakes > limits.problems)
        return { span: at(token.offset), message: `Not YAML: more than ${limits.problems} mistakes up to here.` };
    }
    if (parser.stack.length > 2 * limits.nesting) {
      return { span: at(parser.offset - 1), message: `Nested deeper than ${limits.nesting} levels.` };
    }
  }
  tokens.push(...parser.end());
  return unwanted(tokens) ?? { tokens };
}

function unwanted(tokens: readonly CST.Token[]): Flaw | undefined {
  const directive = tokens.find((token) => token.type === 'directive');
  if (directive) {
    const span = { from: directive.offset, to: directive.offset + directive.source.length };
    return { span, message: 'A runbook has no YAML directives; remove the line.' };
  }
  const [, second] = tokens.filter((token): token is Document => token.type === 'document');
  if (!second) return undefined;
  const from = second.start.find(({ type }) => type === 'doc-start')?.offset ?? second.offset;
  return { span: { from, to: from + 3 }, message: 'A second document begins here; a runbook file holds one.' };
}
