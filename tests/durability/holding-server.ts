/**
 * The server, as a program that stops where a test wants it to. `hold <step>` on its input makes the next run that reaches the
 * step wait there, which it tells; `go` lets it go on.
 */
import { createInterface } from 'node:readline';
import { loadConfig } from '../../server/src/config/load.ts';
import { serve } from '../../server/src/main.ts';

const hold: { step?: string; released: PromiseWithResolvers<void> } = {
  released: Promise.withResolvers<void>(),
};

createInterface(process.stdin).on('line', (line) => {
  const [word, step] = line.split(' ');
  if (word === 'go') return hold.released.resolve();
  hold.released = Promise.withResolvers<void>();
  if (step !== undefined) hold.step = step;
  process.stdout.write(`Will hold at ${step}\n`);
});

await serve(loadConfig(), {
  async onRunStep(step) {
    if (step !== hold.step) return;
    delete hold.step;
    process.stdout.write(`Holds at ${step}\n`);
    await hold.released.promise;
  },
});
