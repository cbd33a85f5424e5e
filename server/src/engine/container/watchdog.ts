/**
 * Ends the containers of this process when it is killed: containers belong to their engine and would run on. A small process of its own
 * holds one end of a pipe whose other end closes with this one, and knows which containers there are.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { extname, join } from 'node:path';

/** Keeps watch over containers. */
export interface Watchdog {
  /** Before a container is made. */
  watch(name: string): void;
  /** After it was removed. */
  forget(name: string): void;
}

/** A watchdog over the containers of an engine. Its process is there from the first container on. */
export function createWatchdog(socket: string): Watchdog {
  let child: ChildProcess | undefined;
  return {
    watch(name) {
      // One that has died, as for want of memory, is replaced with the next container.
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) child = start(socket);
      child.stdin?.write(`+${name}\n`);
    },
    forget(name) {
      child?.stdin?.write(`-${name}\n`);
    },
  };
}

function start(socket: string): ChildProcess {
  const program = join(import.meta.dirname, `watchdog-program${extname(import.meta.filename)}`);
  const child = spawn(process.execPath, [program, socket], {
    cwd: '/',
    env: {},
    // In a session of its own, so that signals to the group of this process do not reach it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without it containers are removed at the next start, as those are that it could not reach.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // Neither does the pipe keep this process from ending.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return child;
}
