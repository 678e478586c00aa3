// "Inloggen met …": a certified provider beside the world, and an organisation that trusts it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { World } from './world.ts';

export const SECRET = 'geheim-van-de-praktijk-geheim-van-de-praktijk';
const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), 'oidc-provider.mjs');

export type Level = 'urn:laag' | 'urn:substantieel' | 'urn:hoog';

export class Provider {
  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(origin: string): Promise<Provider> {
    const port = await freePort();
    const child = spawn('node', [PROGRAM, String(port), `${origin}/inloggen/terug`], {
      env: { ...process.env, CLIENT_SECRET: SECRET },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.removeListener('exit', end));
    await listening(child);
    return new Provider(child, `http://localhost:${port}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** An organisation trusts the provider from level "Substantieel". */
export async function trust(world: World, issuer: string, organisation: number, label = 'DigiD'): Promise<void> {
  const options = {
    organisation: String(organisation),
    issuer,
    'client-id': 'portiek',
    label,
    required: 'urn:substantieel',
    'bsn-claim': 'bsn',
  };
  const levels = ['urn:laag=Laag', 'urn:substantieel=Substantieel', 'urn:hoog=Hoog'];
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  await world.command(['provider', ...given, ...levels.flatMap((level) => ['--level', level])], SECRET);
}

/** At the provider: who one is and at which level one logs in there, or turns back. */
export async function at(page: Page, who: 'karen' | 'jan' | 'vreemd', level: Level = 'urn:substantieel'): Promise<void> {
  await page.getByRole('link', { name: `${who} ${level}` }).click();
}

export async function go(page: Page, label = 'DigiD', organisation = 'De Linde'): Promise<void> {
  await page.getByRole('link', { name: `Inloggen met ${label} ${organisation}` }).click();
  await expect(page.getByRole('heading', { name: 'Bij de makelaar' })).toBeVisible();
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
  });
}

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
