import { defaultVerification } from '../defaultPolicies.js';
import type { Flow, SessionCheck, VerificationPolicy } from '../verificationPolicy.js';

const frontend = 'http://localhost:3000';
const backend = 'http://localhost:3001';

/** "Functional Verification": the upload, that it is processed, and that the page opens. */
const upload: Flow = {
  id: 'upload',
  title: 'Upload a PDF',
  services: ['frontend', 'backend', 'pdf-worker'],
  steps: [
    {
      title: 'Upload returns a job id',
      method: 'POST',
      url: `${backend}/api/upload`,
      headers: {},
      body: {
        as: 'form',
        fields: { pdfType: 'WEEKLY' },
        file: { field: 'file', name: 'test.pdf', type: 'application/pdf', content: 'pdf' },
      },
      expect: { statuses: [200, 201, 202], json: { jobId: '*' } },
      capture: { jobId: 'jobId' },
      untilMs: 0,
    },
    {
      title: 'The job completes',
      method: 'GET',
      url: `${backend}/api/jobs/{{jobId}}`,
      headers: {},
      body: undefined,
      expect: { statuses: [200], json: { status: 'completed' } },
      capture: {},
      untilMs: 120_000,
    },
    {
      title: 'The page opens',
      method: 'GET',
      url: `${frontend}/`,
      headers: {},
      body: undefined,
      expect: { statuses: [200], json: {} },
      capture: {},
      untilMs: 0,
    },
  ],
};

/** "Sessions are stored in Redis (shared across instances)". */
const session: SessionCheck = {
  service: 'backend',
  create: {
    title: 'A session is made',
    method: 'POST',
    url: `${backend}/api/session`,
    headers: {},
    body: undefined,
    expect: { statuses: [200, 201], json: { sessionId: '*' } },
    capture: { sessionId: 'sessionId' },
    untilMs: 0,
  },
  read: {
    title: 'The session is accepted',
    method: 'GET',
    url: `${backend}/api/session`,
    headers: { 'x-session-id': '{{sessionId}}' },
    body: undefined,
    expect: { statuses: [200], json: { sessionId: '{{sessionId}}' } },
    capture: {},
    untilMs: 0,
  },
};

/** "Verification Steps After Scaling". */
export const bundledVerification: VerificationPolicy = {
  ...defaultVerification,
  services: {
    frontend: {
      insideUrl: `${frontend}/`,
      servedBy: { by: 'header', name: 'x-served-by' },
      p95BelowMs: 2000,
      balancerName: 'frontend',
      databaseUrl: undefined,
    },
    backend: {
      insideUrl: `${backend}/health`,
      servedBy: { by: 'json', path: 'hostname' },
      p95BelowMs: 2000,
      balancerName: 'backend',
      databaseUrl: `${backend}/api/schedules`,
    },
    'pdf-worker': {
      insideUrl: 'http://localhost:5001/health',
      servedBy: undefined,
      p95BelowMs: undefined,
      balancerName: undefined,
      databaseUrl: undefined,
    },
  },
  // The runbook's stack has Traefik; where its image cannot be had, HAProxy stands in for it at the same address.
  balancer: { kind: 'auto', url: 'http://localhost:8080', service: 'traefik' },
  flows: [upload],
  session,
  grafanaUrl: 'http://localhost:3002',
};
