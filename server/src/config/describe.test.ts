import { describe, expect, it } from 'vitest';
import { describeSettings } from './describe.ts';
import { allSettings } from './schema.ts';

describe('the description of settings', () => {
  const described = describeSettings();

  it('has every setting once, with all its words', () => {
    expect(described.map(({ environment }) => environment)).toEqual(
      allSettings().map(({ environment }) => environment),
    );
    expect(new Set(described.map(({ key }) => key)).size).toBe(described.length);
    for (const { sentence, accepted, fallback, group } of described) {
      for (const words of [sentence, accepted, fallback, group]) expect(words).not.toBe('');
    }
  });

  it('says what is secret', () => {
    const secrets = described.filter(({ secret }) => secret).map(({ key }) => key);
    expect(secrets).toEqual(['database_url', 'admin_password']);
  });
});

it('gives each setting a name in the file that follows from the one in the environment', () => {
  for (const { environment, key } of allSettings()) expect(environment).toBe(`SKEP_${key.toUpperCase()}`);
});
