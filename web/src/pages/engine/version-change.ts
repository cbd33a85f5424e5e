/** What becomes of the settings of an enabled neuron in another version of it. */
import type { Neuron, NeuronOffer, SettingItem } from './neuron-data.ts';
import type { SettingValues } from './settings-form.tsx';

/** Settings as the server tells them. */
export interface StoredSettings {
  readonly values: SettingValues;
  readonly secretsSet: readonly string[];
  /** When each of them was set and by whom, where that is known. */
  readonly secretsSince: Readonly<Record<string, SecretStamp>>;
}

/** Who gave a secret its value, and when (milliseconds since the epoch). */
export interface SecretStamp {
  readonly at: number;
  readonly by: string;
}

/** What a version makes of stored settings. */
export interface SettingsInVersion {
  /** Names of settings with a value that it does not know. */
  readonly dropped: readonly string[];
  /** What it requires and nobody has given yet. */
  readonly missing: readonly SettingItem[];
}

/** Compares stored settings with what a version asks for. */
export function settingsIn(
  { items }: NeuronOffer,
  { values, secretsSet }: Pick<StoredSettings, 'values' | 'secretsSet'>,
): SettingsInVersion {
  const known = new Set(items.map(({ name }) => name));
  const set = new Set([
    ...Object.entries(values).flatMap(([name, value]) => (isGiven(value) ? [name] : [])),
    ...secretsSet,
  ]);
  return {
    dropped: [...set].filter((name) => !known.has(name)).sort(),
    missing: items.filter(
      ({ name, required, defaultValue }) => required && !set.has(name) && !isGiven(defaultValue),
    ),
  };
}

function isGiven(value: unknown): boolean {
  return (
    value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}

/** Other versions of a neuron that can be had here, the newest first. */
export function otherVersions({ offer }: Neuron, neurons: readonly Neuron[]): readonly NeuronOffer[] {
  return neurons
    .filter((other) => other.enabled === undefined && other.offer.server === undefined)
    .map((other) => other.offer)
    .filter(({ id, name, kind }) => id !== offer.id && name === offer.name && kind === offer.kind)
    .sort((one, other) => other.version.localeCompare(one.version, undefined, { numeric: true }));
}
