import * as z from 'zod';
import { untrusted } from '../untrusted.js';

const text = untrusted(z.string());
const number = untrusted(z.number());
const labels = untrusted(z.record(z.string(), z.string()));
const id = z.string().regex(/^[0-9a-z]{10,64}$/);
/** Docker allows no others. A name with `/` or `#` in it could pose as another's id. */
export const swarmName = z.string().regex(/^[\w.-]{1,255}$/);
const resources = untrusted(z.object({ NanoCPUs: number, MemoryBytes: number }));

/** The fields of an entry of `GET /services?status=true` that Scalebook reads. */
export const serviceAnswer = z.object({
  ID: id,
  Version: z.object({ Index: z.number() }),
  Spec: z.object({
    Name: swarmName,
    Labels: labels,
    Mode: z.object({
      Replicated: untrusted(z.object({ Replicas: number })),
      Global: untrusted(z.object({})),
      ReplicatedJob: untrusted(z.object({ TotalCompletions: number })),
      GlobalJob: untrusted(z.object({})),
    }),
    TaskTemplate: z.object({
      ContainerSpec: untrusted(
        z.object({
          Image: text,
          Mounts: untrusted(
            z.array(z.object({ Type: text, Source: text, VolumeOptions: untrusted(z.looseObject({})) })),
          ),
          Healthcheck: untrusted(
            z.object({
              Test: untrusted(z.array(z.string())),
              Interval: number,
              Timeout: number,
              StartPeriod: number,
              Retries: number,
            }),
          ),
        }),
      ),
      Resources: untrusted(z.object({ Limits: resources, Reservations: resources })),
      Placement: untrusted(z.object({ Constraints: untrusted(z.array(z.string())), MaxReplicas: number })),
    }),
    UpdateConfig: untrusted(z.object({ Parallelism: number, Order: text })),
    EndpointSpec: untrusted(
      z.object({ Ports: untrusted(z.array(z.object({ PublishedPort: number, PublishMode: text }))) }),
    ),
  }),
  ServiceStatus: untrusted(z.object({ DesiredTasks: number })),
});

/** Of an entry of `GET /tasks`. */
export const taskAnswer = z.object({
  ID: id,
  ServiceID: text,
  NodeID: text,
  Slot: number,
  CreatedAt: text,
  DesiredState: z.string(),
  Status: z.object({
    State: z.string(),
    Timestamp: text,
    Err: text,
    ContainerStatus: untrusted(z.object({ ContainerID: text, ExitCode: number })),
  }),
});

/** Of an entry of `GET /nodes`. */
export const nodeAnswer = z.object({
  ID: id,
  Spec: z.object({ Role: text, Availability: text, Labels: labels, Name: text }),
  Description: untrusted(
    z.object({
      Hostname: text,
      Platform: untrusted(z.object({ Architecture: text, OS: text })),
      Resources: resources,
      Engine: untrusted(z.object({ Labels: labels })),
    }),
  ),
  Status: untrusted(z.object({ State: text })),
});

export type ServiceAnswer = z.infer<typeof serviceAnswer>;
export type TaskAnswer = z.infer<typeof taskAnswer>;
export type NodeAnswer = z.infer<typeof nodeAnswer>;

/** What stays when a task is replaced: its slot or, of a global service, its node, which a pending task has already. */
export const slotKey = ({ Slot, NodeID }: TaskAnswer): string | undefined =>
  Slot ? String(Slot) : NodeID || undefined;

/** The entries that make sense; of a list that is none, nothing. */
export function entries<T extends z.ZodType>(schema: T, answer: unknown): z.infer<T>[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((entry: unknown) => {
    const parsed = schema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}
