import type { Disposable } from '../../util/disposable.js';
import type { Asked, Fault } from './fault.js';
import type { FaultLine } from './faultLine.js';

interface Order {
  readonly fault: Fault;
  readonly concerns: (asked: Asked) => boolean;
}

const nonsense = '{"half": "of a line\u0000\n}}\n';

/** Takes orders for what is to go wrong, and sees to it before the question is answered or while it is. */
export class FaultDesk {
  private readonly orders = new Set<Order>();

  /** In force until it is disposed of. The first order that concerns a question is the one that counts. */
  order(fault: Fault, concerns: (asked: Asked) => boolean = () => true): Disposable {
    const order = { fault, concerns };
    this.orders.add(order);
    return { dispose: () => void this.orders.delete(order) };
  }

  /** True when the question has had its answer, or never gets one. */
  async strikes(asked: Asked, line: FaultLine): Promise<boolean> {
    const order = [...this.orders].find(({ concerns }) => concerns(asked));
    if (!order) return false;
    const { fault } = order;
    switch (fault.fault) {
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        return line.isGone;
      case 'hang':
        return true;
      case 'drop':
        line.cut();
        return true;
      case 'refuse':
        line.answer(fault.status, JSON.stringify({ message: fault.message }));
        return true;
      case 'broken-json':
        line.answer(200, '{"Id": "half of an');
        return true;
      case 'cut':
        later(line, fault.afterMs, () => line.cut());
        return false;
      case 'stall':
        later(line, fault.afterMs, () => line.silence());
        return false;
      case 'garble':
        later(line, fault.afterMs, () => line.interject(nonsense));
        return false;
    }
  }
}

/** Not to an answer that is over by then. */
function later(line: FaultLine, afterMs: number, strike: () => void): void {
  const timer = setTimeout(strike, afterMs);
  line.onGone(() => clearTimeout(timer));
}
