/** When each secret of an enabled neuron was given its value, and by whom. That much may be told of it. */
import { isRawObject, type RawObject } from '../model/input.ts';
import type { JsonObject } from './report/json.ts';
import { isSecretName } from './run/masking.ts';

/** Who gave a secret its value, and when (milliseconds since the epoch). */
export interface SecretStamp {
  readonly at: number;
  readonly by: string;
}

/** By the name of the secret; of some nobody knows. */
export type SecretsSince = Readonly<Record<string, SecretStamp>>;

/** Whether a setting has a value. */
export function isGiven(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Names of the secrets that have a value. */
export function secretsIn(configuration: JsonObject): readonly string[] {
  return Object.entries(configuration).flatMap(([name, value]) =>
    isSecretName(name) && isGiven(value) ? [name] : [],
  );
}

/** The stamps of settings that are about to be stored: those that were given now (`given`) get the new one, others keep theirs. */
export function stampedSecrets(
  configuration: JsonObject,
  before: SecretsSince,
  given: unknown,
  stamp: SecretStamp,
): SecretsSince {
  const givenNow = isRawObject(given) ? given : {};
  return Object.fromEntries(
    secretsIn(configuration).flatMap((name) => {
      const one = Object.hasOwn(givenNow, name) ? stamp : before[name];
      return one === undefined ? [] : [[name, one]];
    }),
  );
}

/** Stamps as they are stored. */
export function readSecretsSince(stored: unknown): SecretsSince {
  if (!isRawObject(stored)) return {};
  return Object.fromEntries(Object.entries(stored).filter(isStamped));
}

function isStamped(entry: [string, unknown]): entry is [string, SecretStamp] {
  const [, stamp] = entry;
  return isRawObject(stamp) && isStamp(stamp);
}

function isStamp({ at, by }: RawObject): boolean {
  return typeof at === 'number' && typeof by === 'string';
}
