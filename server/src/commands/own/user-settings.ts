/** What a client keeps for its user: any JSON value under any path. Nobody else reads it, and it is not audited. */
import { CodedError, type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { shorten } from '../../model/input.ts';
import type { Command } from '../frame/command.ts';
import { requiredText } from '../frame/text-input.ts';

interface SettingInput {
  readonly path: string;
  readonly value: unknown;
}

/** Longest path, longest value in characters of JSON, and most settings of one person in an organisation. */
const longestPath = 256;
const longestValue = 100_000;
const mostSettings = 500;

/** Keeps a value under a path, in place of the one that was there. */
export const setUserSetting: Command<SettingInput, void> = {
  name: 'setUserSetting',
  permission: 'authenticated',
  read(raw) {
    const faults: FieldFault[] = [];
    const path = requiredText(raw, 'path', faults, 'path of a setting');
    if (path.length > longestPath)
      faults.push({ kind: 'invalid', name: 'path', accepted: `at most ${longestPath} characters` });
    faults.push(...valueFaults(raw.value));
    if (faults.length > 0) throw invalidFields(faults);
    return { path, value: raw.value };
  },
  async run({ write, actor }, { path, value }) {
    if (actor.userId === undefined) throw notFound('User');
    const owner = [actor.organisation.id, actor.userId];
    const { count } = await write.run({
      sql: `insert into skep.user_setting (organisation_id, user_id, path, value) select $1, $2, $3, $4
        where (select count(*) from skep.user_setting where organisation_id = $1 and user_id = $2 and path <> $3) < ${mostSettings}
        on conflict (organisation_id, user_id, path) do update set value = excluded.value`,
      parameters: [...owner, path, JSON.stringify(value)],
    });
    if (count === 0) throw new CodedError('tooManyItems', { limit: mostSettings, what: 'settings' });
  },
};

function valueFaults(value: unknown): FieldFault[] {
  const accepted = `JSON of at most ${longestValue} characters`;
  if (value === undefined) return [{ kind: 'missing', name: 'value', accepted }];
  const text = JSON.stringify(value);
  if (text.length <= longestValue && !text.includes('\\u0000')) return [];
  return [{ kind: 'invalid', name: 'value', accepted, given: shorten(value) }];
}
