/** Makes an alert with its observables and custom fields. The same type, source and reference in one organisation is refused. */
import type { ReadObject } from '../../query/stage.ts';
import { unzipped } from '../archive/unzip.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { asReadObject } from '../frame/row.ts';
import type { ObservableInput } from '../observable/observable-input.ts';
import { rememberTags } from '../value/tags.ts';
import {
  type AlertInput,
  checkAlert,
  readAlert,
  type StoredAlert,
  storeAlert,
  tagsOf,
} from './make-alert.ts';

/** An alert and its observables, as a following read gives them. */
export interface MadeAlert {
  readonly alert: ReadObject;
  readonly observables: readonly ReadObject[];
}

const making: Omit<Command<AlertInput, StoredAlert>, 'run' | 'name'> = {
  permission: 'manageAlert/create',
  read: readAlert,
  async prepare(files, input) {
    const observables: ObservableInput[] = [];
    for (const observable of input.observables) observables.push(await unzipped(files, observable));
    return { ...input, observables };
  },
};

/** Makes an alert. */
export const createAlert: Command<AlertInput, ReadObject> = {
  ...making,
  name: 'createAlert',
  run: async (context, input) => (await make(context, input)).alert,
};

/** Makes an alert and gives it with its observables. */
export const createWholeAlert: Command<AlertInput, MadeAlert> = {
  ...making,
  name: 'createWholeAlert',
  async run(context, input) {
    const { alert, observables } = await make(context, input);
    return {
      alert,
      observables: observables.map((row) => asReadObject(row, { data: row.columns.data ?? null })),
    };
  },
};

async function make(context: CommandContext, input: AlertInput): Promise<StoredAlert> {
  const { write, actor } = context;
  const [id = ''] = await write.takeIds(1);
  const alert = await checkAlert(context, input);
  // The unique key goes first: a duplicate is refused before anything else is written.
  write.addRow('alert_key', {
    organisation_id: actor.organisation.id,
    type: alert.values.type,
    source: alert.values.source,
    source_ref: alert.values.sourceRef,
    alert_id: id,
  });
  const stored = await storeAlert(context, id, alert);
  await rememberTags(context, tagsOf(alert));
  return stored;
}
