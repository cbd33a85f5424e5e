/**
 * Links of cases: to each other, and to pages elsewhere. A link between two cases stands in both, so whoever makes or removes one
 * changes both and needs the right to.
 */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { within } from '../frame/placement.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { inLockOrder } from '../frame/update-input.ts';

/** Most links that one case holds. */
const mostLinks = 1_000;
const longestType = 64;
const longestUrl = 2_048;

interface CaseLinkInput {
  readonly reference: string;
  readonly type: string;
  /** The other case, by id or number. */
  readonly other: string;
}

interface ExternalLinkInput {
  readonly reference: string;
  readonly type: string;
  readonly url: string;
}

function readType(raw: RawObject, faults: FieldFault[]): string {
  const type = requiredText(raw, 'type', faults, `text of 1 to ${longestType} characters`);
  if (type.length > longestType)
    faults.push({ kind: 'invalid', name: 'type', accepted: `text of 1 to ${longestType} characters` });
  return type;
}

function readCaseLink(raw: RawObject): CaseLinkInput {
  const faults: FieldFault[] = [];
  const type = readType(raw, faults);
  const named = typeof raw.caseId === 'number' ? { caseId: String(raw.caseId) } : raw;
  const other = requiredText(named, 'caseId', faults, 'id or number of a case');
  if (faults.length > 0) throw invalidFields(faults);
  return { reference: String(raw.id), type, other };
}

function readExternalLink(raw: RawObject): ExternalLinkInput {
  const faults: FieldFault[] = [];
  const type = readType(raw, faults);
  const { url } = raw;
  if (typeof url !== 'string' || !isAddress(url))
    faults.push({
      kind: url === undefined || url === null ? 'missing' : 'invalid',
      name: 'url',
      accepted: `an address that begins with http:// or https://, up to ${longestUrl} characters`,
    });
  if (faults.length > 0) throw invalidFields(faults);
  return { reference: String(raw.id), type, url: String(url) };
}

/** Addresses are shown as links, so only those of pages are taken. */
function isAddress(url: string): boolean {
  return url.length <= longestUrl && url.isWellFormed() && /^https?:\/\/\P{Cc}*$/iu.test(url);
}

/** Puts the link of a type between two cases into both, or takes it from both; what is so already stays as it is. */
function linking(name: string, added: boolean): Command<CaseLinkInput, void> {
  return {
    name,
    permission: 'manageCase/update',
    read: readCaseLink,
    async run(context, input) {
      const [one, other] = await bothCases(context, input);
      for (const [from, to] of pairs(one, other)) {
        const link = { type: input.type, linkedCaseId: to.id, url: null };
        const changed = await (added ? add : remove)(context, from, link);
        if (changed !== undefined) recordLink(context, from, to, { type: input.type, added }, changed);
      }
    },
  };
}

export const addCaseLink = linking('addCaseLink', true);
export const removeCaseLink = linking('removeCaseLink', false);

/** Puts a link to a page elsewhere into a case, or takes it away; what is so already stays as it is. */
function linkingOutside(name: string, added: boolean): Command<ExternalLinkInput, void> {
  return {
    name,
    permission: 'manageCase/update',
    read: readExternalLink,
    async run(context, { reference, type, url }) {
      const row = await context.find('case', reference);
      const changed = await (added ? add : remove)(context, row, { type, linkedCaseId: null, url });
      if (changed !== undefined) context.write.record(row, 'update', { link: { type, url, added } });
    },
  };
}

export const addExternalLink = linkingOutside('addExternalLink', true);
export const removeExternalLink = linkingOutside('removeExternalLink', false);

async function bothCases(
  context: CommandContext,
  { reference, other }: CaseLinkInput,
): Promise<readonly [Row, Row]> {
  const found = new Map<string, Row>();
  for (const one of inLockOrder([reference, other])) found.set(one, await context.find('case', one));
  const [from, to] = [found.get(reference), found.get(other)];
  if (from === undefined || to === undefined) throw new CodedError('notFound', { entity: 'Case' });
  if (from.id === to.id) throw new CodedError('badRequest', { reason: 'A case cannot be linked to itself' });
  return [from, to];
}

const pairs = (one: Row, other: Row): readonly (readonly [Row, Row])[] => [
  [one, other],
  [other, one],
];

interface Link {
  readonly type: string;
  readonly linkedCaseId: string | null;
  readonly url: string | null;
}

const sameLink = `root_id = $1 and case_id = $1 and link_type = $2 and linked_case_id is not distinct from $3::bigint
  and url is not distinct from $4::text and deleted_at is null`;

/** The id of the link if it is new. The case is held until the end of the request, so nobody adds it at the same time. */
async function add(context: CommandContext, from: Row, link: Link): Promise<string | undefined> {
  const { write } = context;
  const { rows } = await write.run({
    sql: `select count(*)::int as number, coalesce(bool_or(link_type = $2 and linked_case_id is not distinct from $3::bigint
      and url is not distinct from $4::text), false) as there from skep.case_link where root_id = $1 and case_id = $1 and deleted_at is null`,
    parameters: [from.id, link.type, link.linkedCaseId, link.url],
  });
  if (rows[0]?.there === true) return undefined;
  if (Number(rows[0]?.number) >= mostLinks)
    throw new CodedError('tooManyItems', { limit: mostLinks, what: 'links of a case' });
  const [id = ''] = await write.takeIds(1);
  write.insert(entities.caseLink, id, within(from), { ...link, caseId: from.id }, { audited: false });
  return id;
}

/** The id of the link if there was one. */
async function remove({ write }: CommandContext, from: Row, link: Link): Promise<string | undefined> {
  const { rows } = await write.run({
    sql: `delete from skep.case_link where ${sameLink} returning id`,
    parameters: [from.id, link.type, link.linkedCaseId, link.url],
  });
  return rows[0] === undefined ? undefined : String(rows[0].id);
}

/**
 * What is recorded of a case names the other one only to those who see it: all who have the first; else the owner of the first
 * alone, by a record that is not shared with its case; and nobody where even the owner does not see it.
 */
function recordLink(
  { write }: CommandContext,
  from: Row,
  to: Row,
  change: { readonly type: string; readonly added: boolean },
  linkId: string,
): void {
  const sees = (organisationId: string): boolean => to.placement.organisationIds.includes(organisationId);
  if (!sees(from.organisationId)) {
    write.record(from, 'update', { link: { added: change.added } });
    return;
  }
  const placement = from.placement.organisationIds.every(sees)
    ? from.placement
    : { ...from.placement, organisationIds: [from.organisationId], visibleThrough: linkId };
  const link = { ...change, case: `~${to.id}`, number: storedValue(to, 'number') };
  write.record({ ...from, placement }, 'update', { link });
}
