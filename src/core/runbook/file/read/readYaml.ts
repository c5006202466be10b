import { Composer, type YAMLError } from 'yaml';
import { fail, ok, type Result } from '../../../../util/result.js';
import { hiddenCharacter } from '../text/hiddenCharacter.js';
import { limits } from './limits.js';
import { yamlTokens, type Flaw } from './yamlTokens.js';
import type { YamlTree } from './yamlTree.js';
import { YamlValues } from './yamlValues.js';

/** Plain values of a YAML text with their places, or what is wrong with it as YAML. */
export function readYaml(text: string): Result<YamlTree, readonly Flaw[]> {
  if (text.length > limits.size) {
    return fail([{ span: { from: 0, to: 1 }, message: `The file is larger than ${limits.size / 1024 ** 2} MB.` }]);
  }
  const hidden = hiddenCharacter(text);
  if (hidden) return fail([hidden]);
  const read = yamlTokens(text);
  if ('message' in read) return fail([read]);
  // Keys that are there twice are found below, in time by their number and not by its square.
  const composer = new Composer({
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
    merge: false,
    logLevel: 'silent',
  });
  const [document] = composer.compose(read.tokens, true, text.length);
  if (!document) return fail([{ span: { from: 0, to: 1 }, message: 'The file is empty.' }]);
  if (document.errors.length > 0) return fail(document.errors.map(flaw));
  const values = new YamlValues();
  const tree = values.read(document.contents, text.length);
  return tree ? ok(tree) : fail(values.flaws);
}

const flaw = ({ code, message, pos: [from, to] }: YAMLError): Flaw => ({
  span: { from, to },
  message: code === 'TAB_AS_INDENT' ? 'A tab stands where YAML wants spaces.' : `Not YAML: ${message}`,
});
