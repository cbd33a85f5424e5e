/** Describes a file without running or unpacking it. */

import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  buildArtifact,
  buildTaxonomy,
  type JobFile,
  NeuronError,
  type Taxonomy,
} from '@skep/sdk';
import { archiveTraits, listArchive } from './archive.ts';
import { type Digest, digestOf } from './digest.ts';
import { officeTraits, readOle, readOoxml } from './office.ts';
import type { Trait } from './trait.ts';
import { nameTraits, type TrueType, trueTypeOf } from './true-type.ts';
import { programTraits, readWindowsProgram } from './windows-program.ts';

analyzer({ run: describeFile });

async function describeFile({ file }: AnalyzerJob): Promise<AnalyzerResult> {
  if (file === undefined) throw new NeuronError('Only files are described', 'wrongType');
  const digest = await digestOf(file.path);
  const type = await trueTypeOf(file.path);
  const inside = await lookInside(file, digest.bytes, type);
  const traits = [...nameTraits(file.filename, type), ...inside.traits];
  return {
    full: {
      filename: file.filename,
      declaredType: file.contentType,
      type,
      ...digest,
      ...inside.parts,
      traits,
    },
    taxonomies: taxonomiesOf(type, traits),
    artifacts: hashArtifacts(file.filename, digest),
  };
}

/** What the formats we know hold, under the name of the format. */
interface Inside {
  parts: Record<string, unknown>;
  traits: Trait[];
}

const zipMime =
  /zip|openxmlformats|ms-(word|excel|powerpoint)\.|opendocument|java-archive|epub|android\.package/;

async function lookInside(file: JobFile, bytes: number, type: TrueType): Promise<Inside> {
  if (type.extension === 'cfb') {
    const office = await readOle(file.path, bytes);
    return { parts: { office }, traits: officeTraits(office) };
  }
  if (type.extension === 'exe') return lookInsideProgram(file, bytes);
  if (zipMime.test(type.mime) && !type.mime.includes('gzip')) return lookInsideArchive(file, bytes);
  return { parts: {}, traits: [] };
}

async function lookInsideProgram(file: JobFile, bytes: number): Promise<Inside> {
  const program = await readWindowsProgram(file.path, bytes);
  return program === undefined
    ? { parts: {}, traits: [] }
    : { parts: { program }, traits: programTraits(program) };
}

async function lookInsideArchive(file: JobFile, bytes: number): Promise<Inside> {
  const archive = await listArchive(file.path);
  const office = readOoxml(archive);
  const traits = archiveTraits(archive, bytes);
  if (office === undefined) return { parts: { archive }, traits };
  return { parts: { archive, office }, traits: [...traits, ...officeTraits(office)] };
}

function taxonomiesOf(type: TrueType, traits: Trait[]): Taxonomy[] {
  const count = traits.filter(({ weight }) => weight === 'suspicious').length;
  const macros = traits.some(({ code }) => code === 'macros');
  return [
    buildTaxonomy('info', 'FileInfo', 'type', type.extension || type.mime),
    buildTaxonomy(count > 0 ? 'suspicious' : 'info', 'FileInfo', 'traits', count),
    ...(macros ? [buildTaxonomy('suspicious', 'FileInfo', 'macros', 'present')] : []),
  ];
}

function hashArtifacts(filename: string, { md5, sha1, sha256 }: Digest) {
  return [md5, sha1, sha256].map((hash) => buildArtifact('hash', hash, { message: `Hash of ${filename}` }));
}
