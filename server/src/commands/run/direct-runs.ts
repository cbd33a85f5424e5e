/** Direct runs: asking an analyzer or a responder about a datum that belongs to no case or alert, and deleting what came of it. */
import { engineName } from '../../model/engine-name.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { faultsOf, type RawObject } from '../../model/input.ts';
import { matchHashOfFile, matchHashOfValue } from '../../model/match-hash.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { hideRow } from '../frame/hide-row.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { requirePermission } from '../frame/require-permission.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { keepFile, type StoredFile } from '../frame/uploads.ts';
import { isOpen } from './end-run.ts';
import { neuronNamed, serverIdOf } from './neuron-commands.ts';
import { cacheKey, freshReport } from './run-cache.ts';
import { readParameters, requireAccepted, runValues } from './run-request.ts';

type Kind = 'analyzer' | 'responder';

interface DirectRunRequest {
  readonly kind: Kind;
  readonly neuron: string;
  readonly values: RowValues & { readonly dataType: string; readonly tlp: number; readonly pap: number };
  readonly data: string | undefined;
  readonly parameters: RawObject;
  /** True: a report that is still fresh is not used again. */
  readonly force: boolean;
}

/** Permission that each kind of neuron needs to be run. */
const needed = { analyzer: 'manageAnalyse', responder: 'manageAction' } as const;

/** Upload parts in which a file may come. */
const fileParts = ['data', 'attachment'] as const;

/** Asks for a run. TLP is on the scale of five steps; `data` is text for analyzers and anything for responders. */
export const requestDirectRun: Command<DirectRunRequest, { id: string }> = {
  name: 'requestDirectRun',
  permission: Object.values(needed),
  read: readRequest,
  async run(context, request) {
    requirePermission(needed[request.kind], context.actor);
    const { write, actor, queue } = context;
    const neuron = await neuronHere(context, request);
    requireAccepted(neuron, request.values.dataType);
    const file = fileOf(context, request);
    const hash =
      file === undefined
        ? matchHashOfValue(request.values.dataType, request.data ?? '')
        : matchHashOfFile(file.id);
    const key = cacheKey(neuron, { ...request.values, hash }, request.parameters);
    const reusable = request.kind === 'analyzer' && !request.force;
    const fresh = reusable ? await freshReport(context, 'directRun', neuron, key) : undefined;
    const [id = ''] = await write.takeIds(1);
    if (file !== undefined) keepFile(write, file);
    const values = {
      ...runValues(actor, neuron, request.parameters),
      ...request.values,
      kind: request.kind,
      ...(file === undefined ? { data: request.data } : attached(file)),
      fromCache: fresh !== undefined,
      fileIds: [...new Set([...(file === undefined ? [] : [file.id]), ...(fresh?.fileIds ?? [])])],
    };
    // The report is large and is no news: records leave it out.
    write.insert(entities.directRun, id, undefined, values, {
      columns: { cache_key: key, report: fresh?.report ?? null },
    });
    // A run answered by an earlier report passes through the queue like any other, so that there is one way to finish.
    await queue.send('directRun', id, actor, 'interactive');
    return { id };
  },
};

/** Direct runs are asked for by programs that use this instance as their Cortex: they get what runs here, and nothing is passed on. */
async function neuronHere(context: CommandContext, { neuron: name, kind }: DirectRunRequest): Promise<Row> {
  const neuron = await neuronNamed(context, name, kind, engineName);
  if (serverIdOf(neuron) !== undefined) throw new CodedError('neuronUnknown', { name });
  return neuron;
}

function attached({ id, name, size, contentType, hashes }: StoredFile): RowValues {
  return {
    attachmentId: id,
    attachmentName: name,
    attachmentSize: size,
    attachmentContentType: contentType,
    attachmentHashes: hashes,
  };
}

/** The file of a request; a datum of text needs none. Throws `invalidFields` when there is neither, or a file too many. */
function fileOf({ uploads }: CommandContext, { data }: DirectRunRequest): StoredFile | undefined {
  const files = fileParts.flatMap((part) => uploads.get(part) ?? []);
  if (files.length === 0 && data === undefined)
    throw invalidFields([{ kind: 'missing', name: 'data', accepted: 'a value or one file' }]);
  if (files.length > 1 || (files.length === 1 && data !== undefined))
    throw invalidFields([{ kind: 'invalid', name: 'data', accepted: 'either a value or one file' }]);
  return files[0];
}

function readRequest(raw: RawObject): DirectRunRequest {
  const faults: FieldFault[] = [];
  const kind: Kind = raw.kind === 'responder' ? 'responder' : 'analyzer';
  const neuron = requiredText(raw, 'neuronId', faults, `id or name of an enabled ${kind}`);
  const dataType = requiredText(raw, 'dataType', faults, 'type of the datum');
  const { tlp = 2, pap = 2, message = '', label } = raw;
  const { fields } = entities.directRun;
  faults.push(
    ...(dataType === '' ? [] : faultsOf(fields.dataType, dataType, 'dataType')),
    ...faultsOf(entities.observable.fields.tlp, tlp, 'tlp'),
    ...faultsOf(entities.observable.fields.pap, pap, 'pap'),
    ...faultsOf(fields.message, message, 'message'),
    ...(label === undefined || label === null ? [] : faultsOf(fields.label, label, 'label')),
  );
  const data = readData(raw, kind, faults);
  const parameters = readParameters(raw, faults, '');
  if (faults.length > 0) throw invalidFields(faults);
  const values = { dataType, tlp: Number(tlp), pap: Number(pap), message, label: label ?? null };
  return { kind, neuron, values, data, parameters, force: raw.force === true };
}

function readData({ data }: RawObject, kind: Kind, faults: FieldFault[]): string | undefined {
  if (data === undefined || data === null) return undefined;
  const text = kind === 'responder' ? JSON.stringify(data) : data;
  const found = faultsOf(entities.directRun.fields.data, text, 'data');
  faults.push(...found);
  return found.length > 0 ? undefined : String(text);
}

/** Deletes a run: it is gone at once, and one that goes on is stopped by the engine, which looks at the status. */
export const deleteDirectRun: Command<{ readonly reference: string }, void> = {
  name: 'deleteDirectRun',
  permission: Object.values(needed),
  read(raw) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id of a direct run');
    if (faults.length > 0) throw invalidFields(faults);
    return { reference };
  },
  async run(context, { reference }) {
    const row = await context.find('directRun', reference);
    requirePermission(
      needed[storedValue(row, 'kind') === 'responder' ? 'responder' : 'analyzer'],
      context.actor,
    );
    const ended = isOpen(row) ? { endDate: context.write.now } : {};
    const deleted = context.write.update(row, { status: 'Deleted', ...ended }, { audited: false });
    hideRow(context, deleted, { type: row.entity.wireType, id: row.id });
  },
};
