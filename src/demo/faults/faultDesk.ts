import type { ServerResponse } from 'node:http';
import type { Disposable } from '../../util/disposable.js';
import type { Asked, Fault } from './fault.js';

interface Order {
  readonly fault: Fault;
  readonly concerns: (asked: Asked) => boolean;
}

/** Takes orders for what is to go wrong, and sees to it before the engine answers. */
export class FaultDesk {
  private readonly orders = new Set<Order>();

  /** In force until it is disposed of. The first order that concerns a question is the one that counts. */
  order(fault: Fault, concerns: (asked: Asked) => boolean = () => true): Disposable {
    const order = { fault, concerns };
    this.orders.add(order);
    return { dispose: () => void this.orders.delete(order) };
  }

  /** True when the question has had its answer, or never gets one. */
  async strikes(asked: Asked, response: ServerResponse): Promise<boolean> {
    const order = [...this.orders].find(({ concerns }) => concerns(asked));
    if (!order) return false;
    const { fault } = order;
    switch (fault.fault) {
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        return response.destroyed;
      case 'hang':
        return true;
      case 'drop':
        response.destroy();
        return true;
      case 'refuse': {
        response.writeHead(fault.status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ message: fault.message }));
        return true;
      }
      case 'broken-json':
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end('{"Id": "half of an');
        return true;
    }
  }
}
