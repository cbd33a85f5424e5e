/** Reads the QR codes in a picture. What they lead to is never opened. */

import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  type AnalyzerJob,
  type AnalyzerResult,
  type Artifact,
  analyzer,
  buildArtifact,
  buildTaxonomy,
  NeuronError,
} from '@skep/sdk';
import { defangText, extractIndicators } from '@skep/sdk/indicators';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';

/** Bytes of a picture; larger ones are refused. */
const mostBytes = 20_000_000;
/** Codes of one picture that are read. */
const mostCodes = 50;

analyzer({ run: decode });

async function decode({ file }: AnalyzerJob): Promise<AnalyzerResult> {
  if (file === undefined) throw new NeuronError('Only files are read', 'wrongType');
  const { size } = await stat(file.path);
  if (size > mostBytes)
    throw new NeuronError(`Only pictures of up to ${mostBytes} bytes are read`, 'parameterInvalid');
  const codes = await codesIn(await readFile(file.path));
  return {
    full: {
      filename: file.filename,
      codes: codes.map(({ format, text }) => ({ format, text, defanged: defangText(text) })),
    },
    taxonomies: [buildTaxonomy('info', 'QrDecode', 'codes', codes.length)],
    artifacts: artifactsOf(codes),
  };
}

/** The library would fetch its program from elsewhere; it gets the one that was installed with it. */
async function codesIn(picture: Uint8Array): Promise<readonly ReadResult[]> {
  const program = await readFile(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(program).buffer },
    fireImmediately: true,
  });
  const found = await readBarcodes(picture, {
    formats: ['QRCode', 'MicroQRCode', 'RMQRCode'],
    maxNumberOfSymbols: mostCodes,
    tryHarder: true,
  });
  return found.filter(({ isValid }) => isValid);
}

function artifactsOf(codes: readonly ReadResult[]): Artifact[] {
  const found = new Map<string, Artifact>();
  for (const { text } of codes)
    for (const { dataType, value } of extractIndicators(text))
      found.set(`${dataType} ${value}`, buildArtifact(dataType, value, { message: 'Said by a QR code' }));
  return [...found.values()];
}
