import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { preparedCommand } from '../../../../src/core/diagnosis/preparedCommand.js';

const pull = (image: string): string | undefined => preparedCommand({ remedy: 'pull-image', image });

describe('preparedCommand', () => {
  it('is a command line for clean-ups and images, and for nothing else', () => {
    assert.equal(preparedCommand({ remedy: 'clean-up', what: 'images' }), 'docker system prune --all');
    assert.equal(preparedCommand({ remedy: 'clean-up', what: 'volumes' }), 'docker volume prune');
    assert.equal(preparedCommand({ remedy: 'clean-up', what: 'build-cache' }), 'docker builder prune');
    assert.equal(
      pull('registry.example.org:5000/shop/web@sha256:0a1b'),
      'docker pull registry.example.org:5000/shop/web@sha256:0a1b',
    );
    assert.equal(preparedCommand({ remedy: 'open-compose-file' }), undefined);
  });

  it('takes no name that could be more than a name', () => {
    for (const image of [
      '',
      '-v',
      '--help',
      'a b',
      'a;b',
      'a\nb',
      '$(a)',
      '`a`',
      'a&b',
      "a'b",
      'a\u202eb',
      'a'.repeat(256),
    ])
      assert.equal(pull(image), undefined, JSON.stringify(image));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (image) =>
        assert.match(pull(image) ?? 'docker pull x', /^docker pull [\w./:@-]+$/),
      ),
    );
  });
});
