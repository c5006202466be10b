import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Diagnoser } from '../../../src/app/diagnosis/diagnoser.js';
import type { Cause } from '../../../src/core/diagnosis/cause.js';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis.js';
import type { Trouble } from '../../../src/core/diagnosis/trouble.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { systemClock } from '../../../src/editor/clock.js';
import { createDiagnosisSources, createGuardSources } from '../../../src/engine/main.js';
import { createVerificationSources } from '../../../src/sources/main.js';
import { diagnosisPage } from '../../../src/view/diagnosis/diagnosisPage.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { OperationPieces } from '../operations/operationPieces.js';
import { composeProject, type ComposeProject } from '../support/composeProject.js';
import { until, value } from '../support/connection.js';
import { troublesOf } from '../../unit/support/troublesOf.js';

/** A Compose project on the real engine, operations on it, and the diagnosis of its services, as one window puts them together. */
export class DiagnosisWorld {
  private constructor(
    readonly project: ComposeProject,
    private readonly folder: string,
    private readonly pieces: OperationPieces,
  ) {}

  /** Nothing runs before `project.compose('up', …)`. @param runbook what differs from the default one */
  static async make(
    services: Record<string, object>,
    more: object = {},
    runbook: Partial<Runbook> = {},
  ): Promise<DiagnosisWorld> {
    const { host } = await ensureDockerEngine();
    const project = await composeProject(services, more);
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-diagnosis-'));
    const own: Runbook = { ...defaultRunbook, origin: 'file', stack: project.name, ...runbook };
    return new DiagnosisWorld(project, folder, new OperationPieces({ host, folder, runbook: own, preference: 'auto' }));
  }

  get stackId(): string {
    return `compose:${this.project.name}`;
  }

  get runbook(): Runbook {
    return this.pieces.store.state.runbooks[0]?.runbook ?? defaultRunbook;
  }

  useRunbook(changes: Partial<Runbook>): void {
    this.pieces.store.update({ runbooks: [{ folder: '/', runbook: { ...this.runbook, ...changes } }] });
  }

  /** Scales by an operation of the product; gives how it ended. */
  async scale(service: string, count: number): Promise<Operation> {
    const ran = await this.pieces.run({ kind: 'scale', stackId: this.stackId, counts: { [service]: count } });
    return ran ?? assert.fail('there was nothing to do');
  }

  async diagnose(service: string, mayRun = true): Promise<Diagnosis> {
    const { session, store, journal } = this.pieces;
    const diagnoser = new Diagnoser({
      session,
      store,
      needs: [],
      clock: systemClock,
      sources: () => Promise.resolve(createDiagnosisSources()),
      guardSources: () => Promise.resolve(createGuardSources('docker', process.env)),
      verificationSources: () => Promise.resolve(createVerificationSources()),
      readRunbooks: () => Promise.resolve(),
      loadJournal: async () => void (await journal.load()),
      mayRun: () => mayRun,
    });
    return value(await diagnoser.run(this.stackId, service, AbortSignal.timeout(30_000)));
  }

  /** Diagnoses until a cause is found, as what was caused takes its time to show. */
  async found(service: string, cause: Cause['cause'], timeoutMs = 20_000): Promise<Diagnosis> {
    let last: Diagnosis | undefined;
    await until(
      `${cause} is found of ${service}`,
      async () => {
        last = await this.diagnose(service);
        return last.causes.some((each) => each.cause === cause);
      },
      timeoutMs,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${JSON.stringify(last, undefined, 1)}`);
    });
    return last ?? assert.fail();
  }

  /** The first id of a service's containers. */
  async id(service: string): Promise<string> {
    const [id = ''] = await this.project.containerIds(service);
    return id;
  }

  async stop(): Promise<void> {
    this.pieces.stop();
    rmSync(this.folder, { recursive: true, force: true });
    await this.project.remove();
  }
}

/** The cause that is named first; the diagnosis is of its trouble and of no other. */
export function firstOf<C extends Cause['cause']>(
  diagnosis: Diagnosis,
  trouble: Trouble,
  cause: C,
): Extract<Cause, { cause: C }> {
  const shown = JSON.stringify(diagnosis.causes, undefined, 1);
  assert.deepEqual(troublesOf(diagnosis), [trouble], shown);
  const [first] = diagnosis.causes;
  assert.equal(first?.cause, cause, shown);
  assert.doesNotMatch(diagnosisPage(diagnosis), /undefined|NaN/);
  return first as Extract<Cause, { cause: C }>;
}

export const saidIn = ({ evidence }: Cause): string => evidence.map(({ said }) => said).join('\n');
