/** Settings given as words of the command line: `--services=engine` says what `SKEP_SERVICES=engine` says, and wins over it. */
import type { Surroundings } from './load.ts';
import { prefix } from './setting.ts';

/** Adds them to the environment that settings are read from. */
export function withWords(surroundings: Surroundings, words: readonly string[]): Surroundings {
  const given = words.flatMap((word) => {
    const [, name, value] = /^--([a-z][a-z-]*)=(.*)$/s.exec(word) ?? [];
    return name === undefined ? [] : [[`${prefix}${name.replaceAll('-', '_').toUpperCase()}`, value]];
  });
  return {
    ...surroundings,
    environment: { ...surroundings.environment, ...Object.fromEntries(given) },
  };
}
