/** Runs the demonstration, which must fail. */

import { tryNeuron } from '@skep/sdk/testing';
import { expect, it } from 'vitest';

const script = new URL('./demo-broken.ts', import.meta.url).pathname;

it('Demo_Broken fails with the message of its pretended service', async () => {
  const { output, exitCode } = await tryNeuron({ script, input: { dataType: 'ip', data: '192.0.2.1' } });
  expect(output).toMatchObject({ success: false, errorMessage: 'Demo Broken: upstream said no' });
  expect(exitCode).toBe(1);
});
