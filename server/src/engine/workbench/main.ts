/** The program behind `skep neuron …`: it starts no server. */

import { ConfigError } from '../../config/faults.ts';
import { loadConfig, processSurroundings } from '../../config/load.ts';
import { neuronCommand } from './command.ts';

/** Carries out the words of this process; a signal ends a neuron that is run. */
async function carryOut(words: readonly string[]): Promise<number> {
  const { environment, workingFolder } = processSurroundings();
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stopping.abort());
  try {
    return await neuronCommand(words, {
      workingFolder,
      environment,
      loadConfig,
      signal: stopping.signal,
      write: (text) => process.stdout.write(text),
      tell: (text) => process.stderr.write(text),
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = await carryOut(process.argv.slice(2));
