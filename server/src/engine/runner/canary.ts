/**
 * A neuron that misbehaves on purpose. The server runs it once in each form of isolation when it starts and believes a
 * form only for what this could not do. It harms nothing: it touches a planted secret, a planted process, a planted file.
 */

import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const job = process.argv[2] ?? '';
const given = join(job, 'input', 'input.json');
const { parameters } = JSON.parse(readFileSync(given, 'utf8'));

function succeeds(attempt: () => void): boolean {
  try {
    attempt();
    return true;
  } catch {
    // Being stopped is what is hoped for.
    return false;
  }
}

/** It may write beside what it was given, but not change that. */
function changesInput(): boolean {
  for (const path of [join(job, 'input'), given]) succeeds(() => chmodSync(path, 0o700));
  const attempts = [() => appendFileSync(given, ' '), () => renameSync(given, `${given}.old`)];
  return attempts.map(succeeds).includes(true);
}

// In a small process table of its own, the planted number may be this very process: it must survive that.
process.on('SIGUSR2', () => {});

const succeeded = {
  readSecret: succeeds(() => {
    readFileSync(parameters.secret, 'utf8');
  }),
  writeInput: changesInput(),
  readEnvironment: succeeds(() => {
    const environment = readFileSync(`/proc/${parameters.target}/environ`, 'utf8');
    if (!environment.includes(parameters.marker)) throw new Error('another process');
  }),
};
// Whether these three work is for the server to see, from outside.
succeeds(() => writeFileSync(parameters.outside, ''));
succeeds(() => process.kill(parameters.target, 'SIGUSR2'));
spawn('/bin/sh', ['-c', 'sleep 20; :'], {
  detached: true,
  stdio: 'ignore',
  env: { SURVIVOR: parameters.marker },
})
  .on('error', () => {})
  .unref();

writeFileSync(join(job, 'output', 'output.json'), JSON.stringify(succeeded));
process.exit(0);
