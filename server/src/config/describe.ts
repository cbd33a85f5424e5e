/** The settings as plain descriptions, for the documentation. */
import { settings } from './schema.ts';
import type { Setting } from './setting.ts';

/** Groups of settings, as headings name them. */
const groupTitles: Readonly<Record<keyof typeof settings, string>> = {
  server: 'Server',
  data: 'Data',
  firstStart: 'First start',
  access: 'Signing in',
  engine: 'Analyzers and responders',
};

/** One setting, described. */
export interface SettingDescription {
  readonly group: string;
  /** Name in the environment. */
  readonly environment: string;
  /** Name in the settings file. */
  readonly key: string;
  readonly sentence: string;
  /** What is accepted. */
  readonly accepted: string;
  /** The default in words, Markdown. */
  readonly fallback: string;
  /** Its value is never shown. */
  readonly secret: boolean;
}

/** Every setting in the order of the table. */
export function describeSettings(): SettingDescription[] {
  return Object.entries(groupTitles).flatMap(([group, title]) =>
    Object.values<Setting<unknown>>(settings[group as keyof typeof settings]).map((setting) => ({
      group: title,
      environment: setting.environment,
      key: setting.key,
      sentence: setting.sentence,
      accepted: setting.accepted,
      fallback: setting.fallbackWords,
      secret: setting.secret,
    })),
  );
}
