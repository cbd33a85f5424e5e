/** Looks at processes by their id, knowing that an id can belong to somebody else by now. */
import { readFile } from 'node:fs/promises';

/** Whether a process lives whose command line has the given word (where the system shows it). A zombie does not live. */
export async function isAlive(pid: number, word: string): Promise<boolean> {
  if (!exists(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    if (/\) [ZX] /.test(status)) return false;
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(word);
  } catch {
    // It ended between the two looks.
    return false;
  }
}

/** Whether the system still knows the id, be it of a zombie or of somebody else's process. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends a signal; a process that has just ended needs none. */
export function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
