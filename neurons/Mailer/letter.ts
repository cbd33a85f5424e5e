/** Writes the mail: a subject that sorts by case, the object in plain text, a link back. */

import { caseNumberOf, type LinkedObject, levelName, textAt, textsAt, titleOf, valueAt } from '@skep/sdk';
import { defang, defangText } from '@skep/sdk/indicators';

/** What the platform knows besides the object. Levels are on the scale 0 to 3. */
export interface LetterContext {
  tlp: number;
  pap: number;
  /** Name of the organisation, part of every link. */
  organisation: string;
  /** Address of the platform; empty means no link. */
  url: string;
}

/** A mail without its recipients. */
export interface Letter {
  subject: string;
  text: string;
}

const kindNames = {
  case: 'Case',
  alert: 'Alert',
  case_task: 'Task',
  case_task_log: 'Task log',
  case_artifact: 'Observable',
} as const;

/** Longest subject, in characters: mail programs cut longer ones anyway. */
const longestSubject = 200;

/** Subject and text for an object, given with everything it belongs to, nearest first. */
export function letterFor(lineage: readonly LinkedObject[], context: LetterContext): Letter {
  const [object] = lineage;
  const sections = [
    lineage.map(heading).join('\n'),
    object === undefined ? '' : contentOf(object),
    `TLP:${levelName(context.tlp)}  PAP:${levelName(context.pap)}`,
    linkTo(lineage, context) ?? '',
  ];
  return { subject: subjectOf(lineage), text: `${sections.filter((part) => part !== '').join('\n\n')}\n` };
}

function subjectOf(lineage: readonly LinkedObject[]): string {
  const [object] = lineage;
  const number = numberOf(lineage);
  const title =
    object === undefined ? '' : `${kindNames[object.kind]}: ${shown(subjectObject(lineage, object))}`;
  const subject = number === undefined ? title : `[#${number}] ${title}`;
  return subject.replace(/\s+/g, ' ').slice(0, longestSubject);
}

/** A log has no title of its own: its task's stands for it. */
function subjectObject(lineage: readonly LinkedObject[], object: LinkedObject): LinkedObject {
  return object.kind === 'case_task_log' ? (lineage[1] ?? object) : object;
}

function heading(object: LinkedObject): string {
  const number = object.kind === 'case' ? caseNumberOf(object.value) : undefined;
  const name = number === undefined ? kindNames[object.kind] : `${kindNames[object.kind]} #${number}`;
  return object.kind === 'case_task_log' ? name : `${name}: ${shown(object)}`;
}

/**
 * The object's name with every address in it defanged: a mail that carries a hostile link is stopped on its way,
 * and where it is not, somebody clicks.
 */
function shown(object: LinkedObject): string {
  const title = titleOf(object);
  return object.kind === 'case_artifact'
    ? defang(title, textAt(object.value, 'dataType') ?? 'other')
    : defangText(title);
}

function contentOf({ kind, value }: LinkedObject): string {
  const text = textAt(
    value,
    kind === 'case_task_log' || kind === 'case_artifact' ? 'message' : 'description',
  );
  const tags = textsAt(value, 'tags').filter((tag) => !/^mail:/i.test(tag));
  return [
    defangText(withoutAddressLines(text ?? '')),
    kind === 'case_artifact' ? `Type: ${textAt(value, 'dataType') ?? 'unknown'}` : '',
    tags.length > 0 ? `Tags: ${tags.join(', ')}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function withoutAddressLines(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => !/^[\s>*-]*mailto:/i.test(line));
  return lines.join('\n').trim();
}

function numberOf(lineage: readonly LinkedObject[]): number | undefined {
  const found = lineage.find((object) => object.kind === 'case');
  return found === undefined ? undefined : caseNumberOf(found.value);
}

function linkTo(lineage: readonly LinkedObject[], { url, organisation }: LetterContext): string | undefined {
  if (url === '' || organisation === '') return undefined;
  const base = `${url.replace(/\/+$/, '')}/o/${encodeURIComponent(organisation)}`;
  const number = numberOf(lineage);
  if (number !== undefined) return `${base}/cases/${number}${placeInCase(lineage)}`;
  const alert = lineage.find((object) => object.kind === 'alert');
  const id = alert === undefined ? undefined : identifierOf(alert);
  return id === undefined ? undefined : `${base}/alerts/${encodeURIComponent(id)}`;
}

function placeInCase(lineage: readonly LinkedObject[]): string {
  for (const object of lineage) {
    const id = identifierOf(object);
    if (id === undefined) continue;
    if (object.kind === 'case_task') return `/tasks/${encodeURIComponent(id)}`;
    if (object.kind === 'case_artifact') return `/observables/${encodeURIComponent(id)}`;
  }
  return '';
}

function identifierOf({ value }: LinkedObject): string | undefined {
  const id = valueAt(value, '_id') ?? valueAt(value, 'id');
  return typeof id === 'string' ? id : undefined;
}
