import type { OperationPlan } from '../../operation/plan/operationPlan.js';
import { countedReplicas, type Stack } from '../../stack/stack.js';

/** As many as the plan wants are there at least, running or not. */
export const hasAllReplicas = ({ services }: Stack, { after }: OperationPlan): boolean =>
  Object.entries(after).every(([name, count]) => {
    const service = services.find((each) => each.name === name);
    return (service ? countedReplicas(service).length : 0) >= count;
  });
