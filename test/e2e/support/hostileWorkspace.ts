import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTinyImage } from '../../machine/baseImages.mjs';
import { ensureCompose } from '../../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';

/** A cloned folder with everything in it that could make Scalebook run or ask something, and a stack that runs from it. */
export class HostileWorkspace {
  readonly name = `scalebook-hostile-${randomBytes(4).toString('hex')}`;
  readonly folder = mkdtempSync(join(tmpdir(), 'scalebook-hostile-'));
  /** What was asked of the address that its runbook names everywhere. */
  readonly asked: string[] = [];
  private server: Server | undefined;

  static async start(): Promise<HostileWorkspace> {
    const made = new HostileWorkspace();
    await made.listen();
    await made.up();
    return made;
  }

  /** Whether anything that the folder names was run. */
  get hasRun(): boolean {
    return existsSync(this.ranFile);
  }

  async containers(): Promise<readonly string[]> {
    const { cliPath, env } = await ensureDockerEngine();
    const filter = `label=com.docker.compose.project=${this.name}`;
    return (await run(cliPath, ['ps', '-aq', '--no-trunc', '--filter', filter], { env }))
      .split('\n')
      .filter(Boolean)
      .sort();
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
    await this.compose('down', '--volumes', '--timeout', '1', '--remove-orphans');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get ranFile(): string {
    return join(this.folder, 'ran');
  }

  private async listen(): Promise<void> {
    const server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"waiting":3}');
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  private write(address: string): void {
    const runs = `touch '${this.ranFile}'`;
    writeFileSync(join(this.folder, 'scalebook.yaml'), runbook(address));
    writeFileSync(join(this.folder, 'docker'), `#!/bin/sh\n${runs}\nexec docker "$@"\n`, { mode: 0o755 });
    writeFileSync(
      join(this.folder, 'deploy.md'),
      `# Deploy\n\n- [ ] Look <!-- action: scale -->\n\n  \`\`\`bash\n  ${runs}\n  \`\`\`\n`,
    );
    mkdirSync(join(this.folder, '.vscode'));
    const settings = {
      'scalebook.dockerPath': join(this.folder, 'docker'),
      'scalebook.scaler': 'compose',
      'scalebook.scheduleActs': true,
      'scalebook.readingInterval': 2,
      'scalebook.verifyAfter': 'full',
    };
    writeFileSync(join(this.folder, '.vscode/settings.json'), JSON.stringify(settings));
  }

  private async up(): Promise<void> {
    await ensureCompose();
    const image = await ensureTinyImage();
    const web = { image, init: true, command: ['sleep', '100000'] };
    // JSON is YAML.
    writeFileSync(join(this.folder, 'compose.yaml'), JSON.stringify({ services: { web, postgres: { ...web } } }));
    await this.compose('up', '--detach');
  }

  private async compose(...args: readonly string[]): Promise<void> {
    const { cliPath, env } = await ensureDockerEngine();
    await run(cliPath, ['compose', '-p', this.name, ...args], { cwd: this.folder, env });
  }
}

const runbook = (address: string): string => `
services:
  web: { title: Trusted Shop, min: 1, max: 5, health: { urls: ['${address}/health'] } }
prometheus: { url: '${address}' }
postgres: { service: postgres }
metrics:
  - { id: cpuAverage, unit: percent, sources: [{ from: docker, figure: cpuAverage }] }
  - { id: waiting, sources: [{ from: json, url: '${address}/json', path: waiting }] }
  - { id: up, sources: [{ from: prometheus, query: up }] }
  - { id: rows, sources: [{ from: postgres, query: select 1 }] }
  - { id: p95, unit: ms, sources: [{ from: probe, figure: p95 }] }
rules:
  - { metric: waiting, warning: 200 }
schedule:
  actAlone: true
  calendars: ['${address}/calendar.ics']
verification:
  alertmanager: '${address}'
  grafana: '${address}'
`;
