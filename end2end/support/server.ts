// One running `portiek serve` on a data folder, mostly with `--demo`. Ends the process it started, and no other.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const READY = /portiek luistert op (http:\/\/\S+)/;
const START_LIMIT = 30_000;
const STOP_LIMIT = 10_000;

export interface Start {
  data: string;
  /** The moment at which the server's clock starts; without one no demonstration, and the real time. */
  clock?: string;
  /** The same port again, so that a browser that is open finds the server back; 0 takes any. */
  port?: number;
}

export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
    private readonly lines: string[],
  ) {}

  static async start({ data, clock, port = 0 }: Start): Promise<Server> {
    const listen = `127.0.0.1:${port}`;
    const demo = clock ? ['--demo', '--clock', clock] : [];
    const child = spawn(required('PORTIEK_BIN'), ['serve', '--data', data, '--listen', listen, ...demo], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    try {
      return new Server(child, await ready(child, lines), lines);
    } catch (cause) {
      child.kill('SIGKILL');
      throw cause;
    }
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  /** What it printed, for the report of a test that failed. */
  get output(): string {
    return this.lines.join('');
  }

  async stop(): Promise<void> {
    if (hasEnded(this.child)) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT);
    await ended;
    clearTimeout(patience);
  }
}

/** Runs `portiek <words>` on a data folder, and fails with what it says. */
export async function command(data: string, words: string[], input: string): Promise<void> {
  const child = spawn(required('PORTIEK_BIN'), [...words, '--data', data], { env: environment(), stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.end(`${input}\n`);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`portiek ${words[0]} ended with ${code}: ${said}`);
}

/** Waits until the server says where it listens, and keeps all it prints. */
function ready(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The server ${why}:\n${lines.join('')}`));
    const patience = setTimeout(() => fail(`was not ready after ${START_LIMIT} ms`), START_LIMIT);
    const hear = (chunk: Buffer) => {
      lines.push(chunk.toString());
      const said = READY.exec(lines.join(''));
      if (said?.[1]) {
        clearTimeout(patience);
        resolve(said[1]);
      }
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (cause) => fail(`did not start (${cause.message})`));
    child.once('exit', (code, signal) => {
      clearTimeout(patience);
      fail(`ended with ${code ?? signal}`);
    });
    process.once('exit', () => child.kill('SIGKILL'));
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Ours without its PORTIEK_ settings: they are for the tests, and the server would take them for its own. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PORTIEK_'));
  return { ...Object.fromEntries(own), PORTIEK_SITE_ROOT: required('PORTIEK_SITE') };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the tests with \`cargo xtask test\`.`);
  return value;
}
