import { readFileSync } from 'node:fs';
import type { OperationPlan } from '../../../src/core/operation/plan/operationPlan.js';
import type { OperationRequest } from '../../../src/core/operation/plan/operationRequest.js';
import type { Stage } from '../../../src/core/operation/stage.js';
import { OperationPieces, type Ground } from './operationPieces.js';

/**
 * A window of its own, to be killed: carries out one request. It says `begun 14` with how many lines its journal is going to have, `line`
 * after each of them, and `ended` when it is done.
 */
const [file = ''] = process.argv.slice(2);
const { request, ...ground } = JSON.parse(readFileSync(file, 'utf8')) as Ground & {
  readonly request: OperationRequest;
};

function linesOf(stage: Stage, isSwarm: boolean): number {
  const around = 2;
  switch (stage.stage) {
    case 'scale':
      // A Swarm is told a count, and does the rest by itself.
      return around + 2 * (isSwarm ? 1 : Math.abs(stage.to - stage.from));
    case 'restart':
      return around + 2 * stage.containerIds.length;
    case 'set-connections':
      return around + 2;
    case 'observe':
      return around;
  }
}

const beginningAndEnd = 2;
const linesOfAll = ({ stages, stackId }: OperationPlan): number =>
  stages.reduce((sum, stage) => sum + linesOf(stage, stackId.startsWith('swarm:')), beginningAndEnd);

const pieces = new OperationPieces({
  ...ground,
  watchJournal: (journal) => ({
    read: () => journal.read(),
    append: async (line) => {
      await journal.append(line);
      console.log('line');
    },
  }),
});
await pieces.journal.load();
pieces.runner.onDidStart(({ plan }) => console.log(`begun ${linesOfAll(plan)}`));
const operation = await pieces.run(request);
console.log(`ended ${operation?.outcome?.result ?? 'nothing to do'}`);
pieces.stop();
