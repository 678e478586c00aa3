// Takes screenshots of every page and state, to look at: `node screens.mjs <folder> [part of a state's name]`.
// Uses what `cargo xtask run` or `test` has built; PORTIEK_BIN and PORTIEK_SITE name others.
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [folder, part] = process.argv.slice(2);
if (!folder) {
  console.error('Name the folder for the pictures: node screens.mjs <folder>');
  process.exit(2);
}
const env = {
  PORTIEK_BIN: resolve(here, '../target/debug/portiek'),
  PORTIEK_SITE: resolve(here, '../target/site'),
  ...process.env,
  PORTIEK_SCREENS: resolve(folder),
};
const args = ['test', '--config', 'screens/screens.config.ts', '--reporter', 'list', ...(part ? ['-g', part] : [])];
const done = spawnSync(resolve(here, 'node_modules/.bin/playwright'), args, { cwd: here, env, stdio: 'inherit' });
process.exit(done.status ?? 1);
