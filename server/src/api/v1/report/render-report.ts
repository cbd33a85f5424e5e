/** Makes a report for a request: reads what is asked for, builds the document as the caller sees it, and has it drawn. */
import { Readable } from 'node:stream';
import type { StoredFile, Uploads } from '../../../commands/frame/uploads.ts';
import { type FieldFault, invalidFields } from '../../../model/errors.ts';
import type { RawObject } from '../../../model/input.ts';
import { entities } from '../../../model/registry.ts';
import { type BuiltReport, buildReport } from '../../../reports/build-report.ts';
import { caseSource } from '../../../reports/case-source.ts';
import { cleanLine } from '../../../reports/clean-text.ts';
import { type Format, formatFiles, formats } from '../../../reports/document.ts';
import { type Column, type Language, languages, type ReportPlan } from '../../../reports/plan.ts';
import { sampleSource } from '../../../reports/sample-source.ts';
import type { Picture, ReportSource } from '../../../reports/source.ts';
import { withheldSum } from '../../../reports/withheld.ts';
import { dispositionOf, safeFileName } from '../../http/file-name.ts';
import { idDigits, wireName } from '../names.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readOne } from '../read.ts';
import { type Answer, actorOf, parameter, type RouteCall } from '../route.ts';
import { readDefinition } from './definition.ts';
import { type Reading, readNumber, readText, refuse } from './read-fields.ts';

/** What a request asks for. */
interface Wish {
  readonly format: Format;
  readonly template: string | undefined;
  readonly definition: unknown;
  readonly caseId: string | undefined;
  /** In place of the language of the definition. */
  readonly language: Language | undefined;
  readonly maxElements: number | undefined;
  readonly highestTlp: number | undefined;
}

/** Reads a wish; `caseId` may be missing. Throws `invalidFields` with every fault but those of the definition. */
function readWish(raw: RawObject): Wish {
  const faults: FieldFault[] = [];
  const reading: Reading = { raw, at: '', faults };
  const format = formats.find((one) => one === String(raw.format).toLowerCase());
  if (format === undefined) refuse(reading, 'format', `one of ${formats.join(', ')}`, formats);
  const template = readText(reading, 'caseReportTemplateId', 512);
  if (template === undefined && (raw.definition === undefined || raw.definition === null))
    refuse(reading, 'caseReportTemplateId', 'id or title of a template');
  const wish = {
    template,
    definition: raw.definition,
    caseId: readText(reading, 'caseId', 512),
    language: readLanguage(reading),
    maxElements: readNumber(reading, 'maxElements', [1, 1_000_000]),
    highestTlp: readNumber(reading, 'highestTlp', [0, 4]),
  };
  if (format === undefined || faults.length > 0) throw invalidFields(faults);
  return { ...wish, format };
}

function readLanguage(reading: Reading): Language | undefined {
  const given = readText(reading, 'lang', 512);
  if (given === undefined) return undefined;
  const found = languages.find((one) => one === given.toLowerCase());
  return found ?? refuse(reading, 'lang', `one of ${languages.join(', ')}`, languages);
}

interface DrawnReport extends BuiltReport {
  readonly bytes: Uint8Array;
  readonly highestTlp: number | undefined;
  /** What a file of it is called, with its ending. */
  readonly name: string;
}

async function makeReport(call: RouteCall, wish: Wish): Promise<DrawnReport> {
  const template =
    wish.template === undefined ? undefined : await readOne(call, 'caseReportTemplate', wish.template);
  const given = readDefinition(wish.definition ?? template?.values.definition);
  const plan: ReportPlan = {
    ...given,
    highestTlp: lower(given.highestTlp, wish.highestTlp),
    language: wish.language ?? given.language,
  };
  const picture = pictureOf(call, template === undefined ? undefined : String(template.values.id));
  const source =
    wish.caseId === undefined
      ? sampleSource(picture)
      : await caseSource({
          database: call.services.commands.database,
          actor: actorOf(call),
          start: getStage('case', wish.caseId, 'caseId'),
          picture,
        });
  const built = await buildReport(plan, source, { caseFields, maxElements: wish.maxElements });
  const bytes = await call.services.drawReport(built.document, wish.format);
  const title = cleanLine(String(template?.values.title ?? 'report')).slice(0, 100);
  const name = `case-${String(source.about.values.number)}-${title}.${formatFiles[wish.format].ending}`;
  return { ...built, bytes, highestTlp: plan.highestTlp, name: safeFileName(name) };
}

function lower(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** Fields of cases as placeholders name them. */
const caseFields: readonly Column[] = Object.entries(entities.case.fields)
  .filter(([, field]) => field.output || field.source?.from === 'named')
  .map(([path]) => ({ word: wireName(entities.case, path), path }));

/** Pictures of a template, as its reader may see them. */
function pictureOf(call: RouteCall, template: string | undefined): ReportSource['picture'] {
  return async (reference) => {
    if (template === undefined) return undefined;
    const id = idDigits(reference);
    const path = reference.startsWith('~') && id !== undefined ? 'id' : 'contentHash';
    const value = path === 'id' ? (id ?? '') : reference;
    const [found] = await readObjects(call, [
      { op: 'get', entity: 'caseReportTemplate', id: template },
      { op: 'follow', relation: 'attachments' },
      { op: 'filter', filter: { op: 'equals', path, value, at: 'attachmentId' } },
      { op: 'page', from: 0, to: 1, extraData: [] },
    ]);
    return found === undefined ? undefined : loadPicture(call, found.values);
  };
}

async function loadPicture(call: RouteCall, values: RawObject): Promise<Picture> {
  const { stream } = await call.services.commands.files.open(String(values.contentHash));
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return {
    name: String(values.name),
    contentType: String(values.contentType),
    bytes: Buffer.concat(chunks),
  };
}

/** What browsers let a report do when they show it: nothing but be looked at. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/** Answers with a report that is not kept. */
export async function renderedReport(call: RouteCall, raw: RawObject): Promise<Answer> {
  const wish = readWish(raw);
  const { bytes, name, withheld } = await makeReport(call, wish);
  const { contentType } = formatFiles[wish.format];
  call.reply.headers({
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Disposition': dispositionOf(wish.format === 'docx' ? 'attachment' : 'inline', name),
    'Content-Length': String(bytes.length),
    'X-Withheld': String(withheldSum(withheld)),
    'X-Withheld-Kinds': Object.entries(withheld)
      .map(([kind, count]) => `${kind}=${count}`)
      .join(', '),
  });
  call.reply.type(contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType);
  await call.reply.send(Buffer.from(bytes));
  return 'answered';
}

/** A report about the case of the path, stored: the file, and the input of the command that keeps it. */
export async function keptReport(
  call: RouteCall,
  raw: RawObject,
): Promise<{ readonly uploads: Uploads; readonly raw: RawObject }> {
  const caseId = parameter(call, 'caseId');
  const wish = readWish({ ...raw, definition: undefined, caseId });
  const { bytes, name, withheld: leftOut, highestTlp } = await makeReport(call, wish);
  const withheld = withheldSum(leftOut);
  const { files } = call.services.commands;
  const content = await files.put(Readable.from([Buffer.from(bytes)]), { maxBytes: bytes.length });
  const file: StoredFile = { ...content, name, contentType: formatFiles[wish.format].contentType };
  return {
    uploads: new Map([['file', [file]]]),
    raw: { id: caseId, withheld, ...(highestTlp === undefined ? {} : { highestTlp }) },
  };
}
