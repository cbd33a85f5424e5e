/** `npm run demo:main-job`: does the main job against a fresh server of its own and prints every step with its time. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { doMainJob } from './main-job.ts';
import { withServer } from './server.ts';

const mailPath = process.argv[2];
const python =
  spawnSync('/usr/bin/python3', ['-c', 'import venv']).status === 0 && process.argv.includes('--python');

await withServer({}, async (server) => {
  console.log('A fresh server answers. The main job begins.\n');
  const { steps } = await doMainJob({
    url: server.url,
    administrator: server.administrator,
    organisation: 'main',
    python,
    ...(mailPath === undefined || mailPath.startsWith('--') ? {} : { mail: readFileSync(mailPath) }),
    tell: ({ name, ms, outcome }) =>
      console.log(`${String(ms).padStart(6)} ms  ${name}\n           ${outcome}`),
  });
  console.log(`\n${steps.length} steps, ${steps.reduce((sum, { ms }) => sum + ms, 0)} ms.`);
});
