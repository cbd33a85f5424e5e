/** Runs the demonstration on good and evil names, with and without its key. */

import { valueAt } from '@skep/sdk';
import { tryNeuron } from '@skep/sdk/testing';
import { describe, expect, it } from 'vitest';

const script = new URL('./demo-reputation.ts', import.meta.url).pathname;

const ask = (dataType: string, data: string, config: object = { key: 'any' }) =>
  tryNeuron({ script, input: { dataType, data, tlp: 2, pap: 2, config: { delay_ms: 1, ...config } } });

describe('Demo_Reputation', () => {
  it.each([
    ['domain', 'evil.example', 'malicious'],
    ['fqdn', 'pay.evil.example', 'malicious'],
    ['url', 'https://pay.evil.example/login', 'malicious'],
    ['mail', 'ceo@evil.example', 'malicious'],
    ['domain', 'evil.example.org', 'safe'],
    ['domain', 'medevil.example', 'safe'],
    ['ip', '192.0.2.1', 'safe'],
  ])('calls the %s %s %s', async (dataType, data, level) => {
    const { output } = await ask(dataType, data);
    expect(valueAt(output, 'summary.taxonomies')).toEqual([
      expect.objectContaining({ level, namespace: 'Reputation' }),
    ]);
  });

  it('fails without a key and names it', async () => {
    const { output } = await ask('domain', 'evil.example', { key: '' });
    expect(output).toMatchObject({
      success: false,
      errorMessage: 'Configuration item "key" is missing: a text',
    });
  });
});
