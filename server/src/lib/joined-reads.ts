/**
 * Equal reads at the same time are done once: what is asked for while one is under way waits for the next and shares it. An answer is
 * never older than the question, so nothing has to be forgotten when something changes.
 */

/** Reads under a key, or joins those who wait to read the same. */
export type JoinedReads<T> = (key: string, read: () => Promise<T>) => Promise<T>;

interface Line<T> {
  readonly running: Promise<T>;
  /** What everybody who came meanwhile waits for. */
  next: Promise<T> | undefined;
}

/** Nobody reads yet. */
export function createJoinedReads<T>(): JoinedReads<T> {
  const lines = new Map<string, Line<T>>();

  const begin = async (key: string, read: () => Promise<T>): Promise<T> => {
    const running = read();
    const line: Line<T> = { running, next: undefined };
    lines.set(key, line);
    try {
      return await running;
    } finally {
      if (line.next === undefined) lines.delete(key);
    }
  };

  return (key, read) => {
    const line = lines.get(key);
    if (line === undefined) return begin(key, read);
    line.next ??= line.running.then(ignored, ignored).then(() => begin(key, read));
    return line.next;
  };
}

function ignored(): void {}
