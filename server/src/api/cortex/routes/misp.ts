/** Routes by which a MISP uses the analyzers as modules: which there are, and asking one about an attribute. */

import { Readable } from 'node:stream';
import type { StoredFile } from '../../../commands/frame/uploads.ts';
import { requestDirectRun } from '../../../commands/run/direct-runs.ts';
import { parsedJson } from '../../../lib/json-text.ts';
import { type FieldFault, invalidFields, notFound } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { textIn } from '../input.ts';
import { renderArtifacts } from '../render.ts';
import { type Answer, type Route, type RouteCall, run } from '../route.ts';
import { isOpen, readEndedRun } from '../runs.ts';
import { workersOf } from '../workers.ts';

/** Types of MISP by type of datum. */
const types: Readonly<Record<string, readonly string[]>> = {
  hash: [
    'md5',
    'sha1',
    'sha224',
    'sha256',
    'sha384',
    'sha512',
    'sha512/224',
    'sha512/256',
    'ssdeep',
    'imphash',
    'pehash',
    'impfuzzy',
  ],
  ip: ['ip-src', 'ip-dst'],
  fqdn: ['hostname', 'target-machine'],
  domain: ['domain'],
  mail: ['email-src', 'email-dst', 'target-email', 'whois-registrant-email'],
  mail_subject: ['email-subject'],
  url: ['url'],
  'user-agent': ['user-agent'],
  registry: ['regkey', 'regkey|value'],
  uri_path: ['uri'],
  filename: ['filename'],
  file: ['attachment', 'malware-sample'],
};

function ofMisp(dataType: string): readonly string[] {
  return (Object.hasOwn(types, dataType) ? types[dataType] : undefined) ?? ['other'];
}

function fromMisp(type: string): string {
  return Object.entries(types).find(([, all]) => all.includes(type))?.[0] ?? 'other';
}

function renderModule(worker: RawObject): RawObject {
  const { name, description, author, version, dataTypeList } = worker;
  const accepted = Array.isArray(dataTypeList) ? dataTypeList.map(String) : [];
  return {
    name,
    type: 'cortex',
    mispattributes: { input: accepted.flatMap(ofMisp), output: [] },
    meta: { 'module-type': ['cortex'], description, author, version, config: [] },
  };
}

/** Longest wait for a run, in milliseconds. */
const longestWait = 1_200_000;
/** Largest file that comes as text in base64, in characters. */
const longestFile = 14_000_000;

async function ask(call: RouteCall): Promise<Answer> {
  const { module, type, value } = readQuestion(call.input);
  const worker = (await workersOf(call, 'analyzer', { settings: false })).find(({ name }) => name === module);
  if (worker === undefined) throw notFound('Module');
  const dataType = fromMisp(type);
  const datum =
    dataType === 'file' ? { uploads: new Map([['data', [await stored(call, value)]]]) } : { data: value };
  const { uploads = call.uploads, ...data } = datum;
  const asked = { neuronId: worker.id, dataType, tlp: 0, pap: 0, ...data };
  const { id } = await run({ ...call, uploads }, requestDirectRun, asked);
  return { body: answerOf(await readEndedRun(call, idToWire(id), longestWait)) };
}

function readQuestion(input: RawObject): {
  readonly module: string;
  readonly type: string;
  readonly value: string;
} {
  const faults: FieldFault[] = [];
  const module = textIn(input, 'module');
  if (module === undefined) faults.push({ kind: 'missing', name: 'module', accepted: 'name of an analyzer' });
  const [entry] = Object.entries(input).filter(([name]) => name !== 'module');
  const [type = '', value] = entry ?? [];
  if (entry === undefined)
    faults.push({ kind: 'missing', name: 'attribute', accepted: 'an attribute with its value' });
  else if (typeof value !== 'string') faults.push({ kind: 'invalid', name: type, accepted: 'text' });
  if (module === undefined || typeof value !== 'string' || faults.length > 0) throw invalidFields(faults);
  return { module, type, value };
}

/** A file that came as text. */
async function stored({ services }: RouteCall, value: string): Promise<StoredFile> {
  const { files } = services.commands;
  if (value.length > longestFile || !/^[A-Za-z0-9+/\r\n]*={0,2}\s*$/.test(value))
    throw invalidFields([
      { kind: 'invalid', name: 'attachment', accepted: `at most ${longestFile} characters of base64` },
    ]);
  const content = Readable.from([Buffer.from(value, 'base64')]);
  const kept = await files.put(content, { maxBytes: services.uploadLimits.fileBytes });
  return { ...kept, name: 'noname', contentType: 'application/octet-stream' };
}

function answerOf(run: ReadObject): RawObject {
  const { status, errorMessage } = run.values;
  if (isOpen(run)) return { error: 'The analyzer has not ended in time' };
  if (status !== 'Success') return { error: String(errorMessage ?? 'The analyzer failed') };
  const found = renderArtifacts(run).flatMap(({ dataType, data }) =>
    typeof data === 'string' ? [{ types: ofMisp(String(dataType)), values: [data] }] : [],
  );
  const report = parsedJson(run.extraData.report);
  const { full = {}, summary = {} } = isRawObject(report) ? report : {};
  return { results: [...found, { types: ['cortex'], values: [JSON.stringify({ full, summary })] }] };
}

/** The routes. */
export const mispRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/modules',
    permission: 'authenticated',
    summary: 'The analyzers of the organisation, as modules of a MISP',
    status: 200,
    answer: 'List of modules; X-Total counts them',
    async handle(call) {
      const body = (await workersOf(call, 'analyzer', { settings: false })).map(renderModule);
      return { body, headers: { 'X-Total': String(body.length) } };
    },
  },
  {
    method: 'POST',
    path: '/query',
    permission: 'manageAnalyse',
    summary: 'Ask an analyzer about an attribute and wait for what it finds',
    status: 200,
    longLived: true,
    input: { module: 'name of an analyzer', '<type>': 'value of an attribute, under its type in MISP' },
    answer: '{results: list of {types, values}}, or {error}',
    handle: ask,
  },
];
