import * as z from 'zod';
import { untrusted } from '../untrusted.js';

const text = untrusted(z.string());
const number = untrusted(z.number());

const portBindings = untrusted(z.record(z.string(), z.array(z.object({ HostIp: text, HostPort: text })).nullish()));

/** The fields of `GET /containers/<id>/json` that Scalebook reads. */
export const inspectAnswerSchema = z.object({
  Id: z.string().regex(/^[0-9a-f]{64}$/),
  Name: z.string().min(1),
  Created: text,
  Image: text,
  RestartCount: number,
  State: z.object({
    Status: z.string(),
    OOMKilled: untrusted(z.boolean()),
    ExitCode: number,
    Error: text,
    StartedAt: text,
    Health: untrusted(z.object({ Status: text })),
  }),
  Config: z.object({
    Image: text,
    Labels: z.record(z.string(), z.string()),
    StopTimeout: number,
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
  HostConfig: z.object({
    NetworkMode: text,
    NanoCpus: number,
    CpuQuota: number,
    CpuPeriod: number,
    CpusetCpus: text,
    Memory: number,
    PortBindings: portBindings,
  }),
  NetworkSettings: untrusted(
    z.object({
      Ports: portBindings,
      Networks: untrusted(
        z.record(
          z.string(),
          untrusted(z.object({ IPAMConfig: untrusted(z.object({ IPv4Address: text, IPv6Address: text })) })),
        ),
      ),
    }),
  ),
  Mounts: untrusted(z.array(z.object({ Type: text, Name: text }))),
});

export type InspectAnswer = z.infer<typeof inspectAnswerSchema>;
