/** What is wrong with the settings, all of it at once, in words that say how to put it right. */
import type { Setting } from './setting.ts';

/** One thing that is wrong. */
export interface SettingFault {
  /** Name as it was written, or as it would be written where it is missing. */
  readonly name: string;
  /** Where it was written: "environment" or the path of the settings file. */
  readonly origin: string;
  /** What is wrong and what would be accepted. */
  readonly sentence: string;
}

/** Start-up stops with this: its message lists every fault. */
export class ConfigError extends Error {
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    const what = faults.length === 1 ? 'a setting is wrong' : `${faults.length} settings are wrong`;
    const lines = faults.map(({ name, origin, sentence }) => `  ${name} (${origin}): ${sentence}`);
    super(
      [`Skep cannot start: ${what}.`, ...lines, 'All settings: docs/operations/configuration.md'].join('\n'),
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** The words for a value that its setting does not accept; a secret value is not repeated. */
export function refusal(setting: Setting<unknown>, given: unknown, because: string | undefined): string {
  const shown = setting.secret ? 'the value' : shorten(JSON.stringify(given) ?? String(given));
  return because === undefined
    ? `${shown} is not accepted. Accepted: ${setting.accepted}.`
    : `${shown} is not accepted: ${because}.`;
}

function shorten(written: string): string {
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}
