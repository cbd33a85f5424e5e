/** Making and changing templates of case reports, and the pictures that they show. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext, RequestFiles } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { keepFile, type StoredFile } from '../frame/uploads.ts';
import { pictureType } from '../settings/picture.ts';
import { freeName } from '../value/attachments.ts';

/** What is wrong with the definition of a template; how one is written is told by the dialect that brings it. */
export type DefinitionCheck = (definition: unknown) => readonly FieldFault[];

const permission = 'manageCaseReportTemplate';
/** Most pictures of one template, and the largest in bytes: all of them go into each report. */
const mostImages = 20;
const largestImage = 2_000_000;

/** The command that makes a template. */
export function createReportTemplate(check: DefinitionCheck): Command<RowValues, { id: string }> {
  return {
    name: 'createCaseReportTemplate',
    permission,
    read(raw) {
      const { values, faults } = readInput(entities.caseReportTemplate, raw, 'create');
      const all = [...faults, ...(values.definition === undefined ? [] : check(values.definition))];
      if (all.length > 0) throw invalidFields(all);
      return values;
    },
    async run({ write }, values) {
      const [id = ''] = await write.takeIds(1);
      write.insert(entities.caseReportTemplate, id, undefined, values);
      return { id };
    },
  };
}

/** The command that changes templates. */
export function updateReportTemplate(check: DefinitionCheck): Command<UpdateInput, void> {
  return {
    name: 'updateCaseReportTemplate',
    permission,
    read(raw) {
      const faults = raw.definition === undefined || raw.definition === null ? [] : check(raw.definition);
      return readUpdate(entities.caseReportTemplate, raw, [], faults);
    },
    async run(context, input) {
      for (const reference of input.references)
        context.write.update(await context.find('caseReportTemplate', reference), input.values);
    },
  };
}

/** Removes templates with their pictures; reports that were made from them stay. */
export const deleteReportTemplate: Command<UpdateInput, void> = {
  name: 'deleteCaseReportTemplate',
  permission,
  read: (raw) => readUpdate(entities.caseReportTemplate, { id: raw.id }),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('caseReportTemplate', reference);
      context.write.queue({
        sql: 'delete from skep.report_image where organisation_id = $1 and case_report_template_id = $2',
        parameters: [row.organisationId, row.id],
      });
      context.write.queue({
        sql: 'delete from skep.case_report_template where organisation_id = $1 and id = $2',
        parameters: [row.organisationId, row.id],
      });
      context.write.record(row, 'delete', { title: storedValue(row, 'title') });
    }
  },
};

interface AddImagesInput {
  readonly reference: string;
  readonly canRename: boolean;
  /** Media types by the content they are of; filled while the command is prepared. */
  readonly types: ReadonlyMap<string, string>;
}

/** Adds pictures to a template; gives their ids. */
export const addReportImages: Command<AddImagesInput, readonly string[]> = {
  name: 'addCaseReportImages',
  permission,
  read: (raw) => ({
    reference: String(raw.id),
    canRename: raw.canRename === true,
    types: new Map(),
  }),
  prepare: async (files, input) => ({ ...input, types: await typesOf(files) }),
  async run(context, input) {
    const template = await context.find('caseReportTemplate', input.reference);
    const images = await context.related(template, 'attachments', { forChange: false });
    const given = context.uploads.get('attachments') ?? [];
    if (images.length + given.length > mostImages)
      throw new CodedError('tooManyItems', { limit: mostImages, what: 'pictures of one template' });
    const taken = new Set(images.map((row) => textOf(row, 'name') ?? ''));
    const ids = await context.write.takeIds(given.length);
    return given.map((file, index) => {
      if (taken.has(file.name) && !input.canRename)
        throw new CodedError('attachmentAlreadyExists', { name: file.name });
      const name = freeName(file.name, taken);
      taken.add(name);
      const contentType = input.types.get(file.id) ?? '';
      return addImage(context, template, ids[index] ?? '', { ...file, name, contentType });
    });
  },
};

/** The media types of the pictures of a request, told by their first bytes. Throws `invalidFields` for anything else. */
async function typesOf({ files, uploads }: RequestFiles): Promise<ReadonlyMap<string, string>> {
  const given = uploads.get('attachments') ?? [];
  const accepted = `PNG or JPEG of at most ${largestImage} bytes`;
  if (given.length === 0) throw invalidFields([{ kind: 'missing', name: 'attachments', accepted }]);
  const types = new Map<string, string>();
  const faults: FieldFault[] = [];
  for (const { id, name, size } of given) {
    const type = size > largestImage ? undefined : await pictureType(files, id);
    if (type === undefined) faults.push({ kind: 'invalid', name: 'attachments', accepted, given: name });
    else types.set(id, type);
  }
  if (faults.length > 0) throw invalidFields(faults);
  return types;
}

function addImage({ write }: CommandContext, template: Row, id: string, file: StoredFile): string {
  keepFile(write, file);
  const { id: contentHash, name, hashes, size, contentType } = file;
  const values = { caseReportTemplateId: template.id, name, contentHash, hashes, size, contentType };
  write.insert(entities.reportImage, id, undefined, values, {
    context: { type: template.entity.wireType, id: template.id },
  });
  return id;
}

interface RemoveImageInput {
  readonly reference: string;
  readonly image: string;
}

/** Takes a picture from a template; it is named by its id or by its content. */
export const removeReportImage: Command<RemoveImageInput, void> = {
  name: 'removeCaseReportImage',
  permission,
  read(raw: RawObject) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id or title of a template');
    const image = requiredText(raw, 'attachment', faults, 'id of a picture');
    if (faults.length > 0) throw invalidFields(faults);
    return { reference, image };
  },
  async run(context, input) {
    const template = await context.find('caseReportTemplate', input.reference);
    const id = idFromWire(input.image);
    const found = (await context.related(template, 'attachments')).find((row) =>
      id === undefined ? textOf(row, 'contentHash') === input.image : row.id === id,
    );
    if (found === undefined) throw new CodedError('notFound', { entity: 'Attachment' });
    context.write.queue({
      sql: 'delete from skep.report_image where organisation_id = $1 and id = $2',
      parameters: [found.organisationId, found.id],
    });
    const under = { type: template.entity.wireType, id: template.id };
    context.write.record(found, 'delete', { name: textOf(found, 'name') ?? '' }, { context: under });
  },
};
