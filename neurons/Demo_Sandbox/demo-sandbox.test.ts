/** Runs the demonstration with a short delay and looks at what it showed on the way. */

import { tryNeuron } from '@skep/sdk/testing';
import { expect, it } from 'vitest';

const script = new URL('./demo-sandbox.ts', import.meta.url).pathname;
const config = { delay_ms: 10, check_tlp: true, max_tlp: 1 };

it('Demo_Sandbox shows its steps before the report', async () => {
  const file = { filename: 'sample.exe', content: new Uint8Array([77, 90]) };
  const { output, files } = await tryNeuron({ script, input: { tlp: 1, pap: 2, config }, file });
  expect(output).toMatchObject({ success: true, full: { sample: 'sample.exe', progress: 1 } });
  const partial: unknown = JSON.parse(new TextDecoder().decode(files.get('partial.json')));
  expect(partial).toMatchObject({ full: { sample: 'sample.exe', progress: 0.9 } });
});

it('Demo_Sandbox refuses what is above TLP:GREEN', async () => {
  const input = { dataType: 'url', data: 'https://evil.example/', tlp: 2, pap: 2, config };
  const { output } = await tryNeuron({ script, input });
  expect(output).toMatchObject({ success: false, errorMessage: 'TLP is higher than allowed.' });
});
