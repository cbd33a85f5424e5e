/** Runs the demonstration and looks at the addresses it makes up. */

import { tryNeuron } from '@skep/sdk/testing';
import { expect, it } from 'vitest';

const script = new URL('./demo-dns.ts', import.meta.url).pathname;
const lookUp = (data: string) =>
  tryNeuron({ script, input: { dataType: 'domain', data, tlp: 2, pap: 2, config: { delay_ms: 1 } } });

it('Demo_DNS answers with five addresses, the same ones each time', async () => {
  const [first, again] = await Promise.all([lookUp('evil.example'), lookUp('EVIL.example')]);
  expect(first.output.artifacts).toHaveLength(5);
  expect(first.output.artifacts).toContainEqual(
    expect.objectContaining({ dataType: 'ip', data: expect.stringMatching(/^192\.0\.2\.\d+$/) }),
  );
  expect(again.output.artifacts).toEqual(
    (Array.isArray(first.output.artifacts) ? first.output.artifacts : []).map((artifact) => ({
      ...artifact,
      message: 'Address of EVIL.example',
    })),
  );
});
