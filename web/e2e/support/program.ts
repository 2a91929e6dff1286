// The real program with a library of its own in a folder that goes away; or, with LEITMOTIF_PROGRAM=stand-in, the
// stand-in of test-support.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMock } from '../../test-support/mock.mjs';

export interface Service {
  url: string;
  real: boolean;
  /** A folder of its own, where music may be put. */
  folder: string;
  /** What the program printed. */
  printed: () => string;
  stop: () => Promise<void>;
}

export const kProgram =
  process.env['LEITMOTIF_PROGRAM'] ?? fileURLToPath(new URL('../../../build/release/bin/leitmotif', import.meta.url));
const kReadyMs = 20_000;

/** Only when asked for in so many words: otherwise the page is tested with the program it is part of. */
const kStandIn = kProgram === 'stand-in';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

async function untilReady(url: string, process: ChildProcess): Promise<void> {
  const end = Date.now() + kReadyMs;
  while (Date.now() < end) {
    if (process.exitCode !== null) throw new Error(`the program stopped with status ${process.exitCode}`);
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the program was not ready in time');
}

export async function startService(more: string[] = []): Promise<Service> {
  if (kStandIn) {
    const mock = await startMock();
    return { url: mock.url, real: false, folder: '', printed: () => '', stop: mock.stop };
  }
  if (!existsSync(kProgram)) throw new Error(`${kProgram} is not built: ./dev build, or LEITMOTIF_PROGRAM=stand-in`);
  const folder = mkdtempSync(join(tmpdir(), 'leitmotif-page-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const process = spawn(kProgram, ['--library', join(folder, 'library.db'), 'serve', '--port', String(port), ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [process.stdout, process.stderr])
    stream.on('data', (bytes: Buffer) => {
      printed += bytes.toString();
    });
  const gone = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  await untilReady(url, process);
  return {
    url,
    real: true,
    folder,
    printed: () => printed,
    async stop() {
      process.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Has the service scan a folder, and waits until it has. */
export async function scan(service: Service, path: string): Promise<void> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${service.url}/api/v1/jobs`, { ...post, body: JSON.stringify({ kind: 'scan', path }) });
  const job = (await answer.json()) as { id: number };
  await (await fetch(`${service.url}/api/v1/jobs/${job.id}/events`)).text();
}
