/** Makes an alert with its observables and custom fields. The same type, source and reference in one organisation is refused. */
import type { ReadObject } from '../query/stage.ts';
import type { Command } from './command.ts';
import { type AlertInput, checkAlert, readAlert, storeAlert, tagsOf } from './make-alert.ts';
import type { ObservableInput } from './observable-input.ts';
import { rememberTags } from './tags.ts';
import { unzipped } from './unzip.ts';

export const createAlert: Command<AlertInput, ReadObject> = {
  name: 'createAlert',
  permission: 'manageAlert/create',
  read: readAlert,
  async prepare(files, input) {
    const observables: ObservableInput[] = [];
    for (const observable of input.observables) observables.push(await unzipped(files, observable));
    return { ...input, observables };
  },
  async run(context, input) {
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
    const made = await storeAlert(context, id, alert);
    await rememberTags(context, tagsOf(alert));
    return made;
  },
};
