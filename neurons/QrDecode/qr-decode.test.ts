/** Runs the analyzer on pictures that are made here. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type JsonObject, valueAt } from '@skep/sdk';
import { tryNeuron } from '@skep/sdk/testing';
import { describe, expect, it } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

const script = new URL('./qr-decode.ts', import.meta.url).pathname;
const program = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');

async function pictureOf(text: string): Promise<Uint8Array> {
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(readFileSync(program)).buffer },
    fireImmediately: true,
  });
  const { image } = await writeBarcode(text, { format: 'QRCode', scale: 4 });
  if (image === null) throw new Error('No picture was made');
  return new Uint8Array(await image.arrayBuffer());
}

async function decode(content: Uint8Array): Promise<JsonObject> {
  const { output } = await tryNeuron({
    script,
    input: { tlp: 2, pap: 2 },
    file: { filename: 'poster.png', content },
  });
  return output;
}

describe('QrDecode', () => {
  it('reads a code and offers what it says as observables', async () => {
    const output = await decode(await pictureOf('Pay at https://evil.example/pay?id=7 today'));
    expect(output).toMatchObject({
      success: true,
      full: {
        filename: 'poster.png',
        codes: [
          {
            format: 'QRCode',
            text: 'Pay at https://evil.example/pay?id=7 today',
            defanged: 'Pay at hxxps://evil[.]example/pay?id=7 today',
          },
        ],
      },
      summary: { taxonomies: [{ level: 'info', namespace: 'QrDecode', predicate: 'codes', value: 1 }] },
    });
    expect(valueAt(output, 'artifacts')).toContainEqual(
      expect.objectContaining({ dataType: 'url', data: 'https://evil.example/pay?id=7' }),
    );
  });

  it('finds nothing in what is no picture, and fails on nothing', async () => {
    expect(await decode(Buffer.from('no picture at all'))).toMatchObject({
      success: true,
      full: { codes: [] },
      artifacts: [],
    });
  });
});
