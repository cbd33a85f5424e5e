/** Attaching Cortex servers: for the own organisation, or by the platform for several. The API key arrives here already sealed. */
import { engineName } from '../../model/engine-name.ts';
import { CodedError, type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { isRawObject, type RawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { readReferences, readTexts, readUpdate, type UpdateInput } from '../frame/update-input.ts';

export const createCortexServer: Command<RowValues, { id: string }> = {
  name: 'createCortexServer',
  permission: 'manageConfig',
  read(raw) {
    const { values, faults } = readInput(entities.cortexServer, raw, 'create', ['apiKey']);
    const all = [...faults, ...nameFaults(raw), ...addressFaults(raw), ...keyFaults(raw, 'missing')];
    if (all.length > 0) throw invalidFields(all);
    return { ...values, apiKey: raw.apiKey };
  },
  async run(context, values) {
    const { write } = context;
    const [id = ''] = await write.takeIds(1);
    write.insert(entities.cortexServer, id, undefined, await allowedValues(context, values));
    return { id };
  },
};

/** Changes a server; an API key that is left out stays. */
export const updateCortexServer: Command<UpdateInput, void> = {
  name: 'updateCortexServer',
  permission: 'manageConfig',
  read(raw) {
    const faults = [
      ...(raw.address === undefined ? [] : addressFaults(raw)),
      ...(raw.apiKey === undefined ? [] : keyFaults(raw, 'invalid')),
    ];
    const input = readUpdate(entities.cortexServer, raw, ['apiKey'], faults);
    return raw.apiKey === undefined ? input : { ...input, values: { ...input.values, apiKey: raw.apiKey } };
  },
  async run(context, input) {
    const values = await allowedValues(context, input.values);
    for (const reference of input.references)
      context.write.update(await context.find('cortexServer', reference), values);
  },
};

/** Takes a server off. What has run on it stays; its neurons go when the engine notices. */
export const deleteCortexServer: Command<readonly string[], void> = {
  name: 'deleteCortexServer',
  permission: 'manageConfig',
  read(raw) {
    const faults: FieldFault[] = [];
    const references = readReferences(raw, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return references;
  },
  async run({ find, write }, references) {
    for (const reference of references) {
      const row = await find('cortexServer', reference);
      write.queue({
        sql: 'delete from skep.cortex_server where organisation_id = $1 and id = $2',
        parameters: [row.organisationId, row.id],
      });
      write.record(row, 'delete', { name: storedValue(row, 'name') });
    }
  },
};

/** The digits of the id of a server that the caller may look after. Throws `notFound`. */
export const findCortexServer: Command<string, { id: string }> = {
  name: 'findCortexServer',
  permission: 'manageConfig',
  read: (raw) => String(raw.id),
  async run({ find }, reference) {
    return { id: (await find('cortexServer', reference)).id };
  },
};

interface StateInput {
  readonly id: string;
  readonly values: RowValues;
}

/** Notes how a server was found. Only a change of its state is told; that it was looked at again is not. */
export const noteCortexServer: Command<StateInput, void> = {
  name: 'noteCortexServer',
  permission: 'authenticated',
  read({ id, status, statusReason, cortexVersion, neuronCount }) {
    const all = { status, statusReason, cortexVersion, neuronCount };
    const values = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return { id: String(id), values };
  },
  async run(context, { id, values }) {
    requireSystem(context);
    const row = await presentServer(context, id);
    if (row === undefined) return;
    context.write.update(row, values);
    context.write.queue({
      name: 'cortex_server_checked',
      sql: 'update skep.cortex_server set checked_at = $3 where organisation_id = $1 and id = $2',
      parameters: [row.organisationId, row.id, new Date(context.write.now)],
    });
  },
};

/** Background work alone tells what servers are like. */
export function requireSystem({ actor }: CommandContext): void {
  if (actor.userId !== undefined)
    throw new CodedError('notAllowed', { reason: 'Only the system tells what a server offers' });
}

async function presentServer(context: CommandContext, id: string): Promise<Row | undefined> {
  try {
    return await context.find('cortexServer', `~${id}`);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'notFound') return undefined;
    throw error;
  }
}

/** What reaches beyond the own organisation, or into the network of the platform, is the platform's to say. */
async function allowedValues(context: CommandContext, values: RowValues): Promise<RowValues> {
  const organisations = readTexts(values.organisations, 'organisations', []);
  const reaches = values.internal === true || organisations.length > 0;
  if (reaches && !context.actor.permissions.has('managePlatform'))
    throw new CodedError('notAllowed', {
      reason:
        'Only platform administrators attach servers in internal networks, and servers for several organisations',
    });
  if (organisations.length === 0) return values;
  const ids: string[] = [];
  for (const reference of organisations) ids.push(await organisationId(context, reference));
  return { ...values, organisations: [...new Set(ids)] };
}

async function organisationId(context: CommandContext, reference: string): Promise<string> {
  const row = await context.find('organisation', reference, { forChange: false });
  if (row.id === context.actor.organisation.id) throw notFound('Organisation');
  return `~${row.id}`;
}

function nameFaults({ name }: RawObject): FieldFault[] {
  if (typeof name !== 'string' || name === '') return [];
  const accepted = `letters, digits and . _ - with spaces between them, not ${engineName}`;
  return /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u.test(name) && name !== engineName
    ? []
    : [{ kind: 'invalid', name: 'name', accepted, given: shorten(name) }];
}

/** An address of another form is told by the field itself. */
function addressFaults({ address }: RawObject): FieldFault[] {
  if (typeof address !== 'string' || address === '') return [];
  const url = URL.parse(address);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  const isBare = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (isWeb && isBare) return [];
  const accepted = 'an address with http or https, without a login and without ? and #';
  return [{ kind: 'invalid', name: 'address', accepted, given: shorten(address) }];
}

function keyFaults({ apiKey }: RawObject, kind: 'missing' | 'invalid'): FieldFault[] {
  return isRawObject(apiKey) && typeof apiKey.sealed === 'string'
    ? []
    : [{ kind, name: 'apiKey', accepted: 'API key of an account on the server, 1 to 512 characters' }];
}
