import type { Container } from '../containers/container.js';
import type { ContainerStore } from '../containers/containerStore.js';
import { numberAt, type Json } from '../json.js';
import type { DemoTime } from '../time.js';
import { dateText } from './dates.js';
import { answerJson } from './exchange.js';
import type { Route } from './route.js';
import type { Machine } from './systemRoutes.js';

export interface CountingMachine extends Machine {
  /** Time of all its cores since it started, ns; it goes on in the same steps as that of the containers. */
  busyNs(): number;
}

/** A container's CPU and memory. */
export function statsRoutes(store: ContainerStore, time: DemoTime, machine: CountingMachine): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/containers/*/stats',
      handle(exchange) {
        const container = store.find(exchange.params[0] ?? '');
        answerJson(exchange, 200, statsAnswer(container, time.now(), machine.busyNs(), machine));
      },
    },
  ];
}

const noTimes = { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 };
const noThrottling = { periods: 0, throttled_periods: 0, throttled_time: 0 };
const noCpu = { cpu_usage: noTimes, throttling_data: noThrottling };

/** One reading, without one before it: so it is with `one-shot`, and nothing else is asked for. */
function statsAnswer(container: Container, now: number, systemNs: number, machine: Machine): Json {
  const { id, name } = container;
  const isUp = container.state === 'running';
  const totalNs = Math.round(container.cpuNs);
  return {
    read: dateText(isUp ? now : undefined),
    preread: dateText(undefined),
    pids_stats: isUp ? { current: 2 } : {},
    blkio_stats: { io_service_bytes_recursive: isUp ? [] : null },
    num_procs: 0,
    storage_stats: {},
    cpu_stats: isUp
      ? {
          cpu_usage: {
            total_usage: totalNs,
            usage_in_kernelmode: Math.round(totalNs * 0.2),
            usage_in_usermode: Math.round(totalNs * 0.8),
          },
          system_cpu_usage: Math.round(systemNs),
          online_cpus: machine.cpus,
          throttling_data: noThrottling,
        }
      : noCpu,
    precpu_stats: noCpu,
    memory_stats: isUp
      ? {
          usage: Math.round(container.memoryBytes),
          stats: { inactive_file: 0, active_file: 0, anon: Math.round(container.memoryBytes) },
          limit: numberAt(container.hostConfig, 'Memory') || machine.memoryBytes,
        }
      : {},
    ...(isUp
      ? { networks: { eth0: { rx_bytes: 0, rx_packets: 0, tx_bytes: 0, tx_packets: 0 } } }
      : { name: `/${name}`, id }),
  };
}
