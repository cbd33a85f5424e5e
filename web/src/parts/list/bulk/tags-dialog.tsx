/** Adding and removing tags of many objects. Taking it back touches only the objects that it changed. */
import { Button, Group, Modal, Stack, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TagInput } from '../../tags/tag-input.tsx';
import type { ListRow } from '../list-definition.ts';
import type { BulkTask } from './use-bulk.ts';

interface TaggedRow extends ListRow {
  readonly tags: readonly string[];
}

interface TagsDialogProps<Row extends TaggedRow> {
  readonly rows: readonly Row[];
  readonly entity: 'alert' | 'case' | 'observable';
  readonly onRun: (task: Omit<BulkTask<Row>, 'rows'>) => Promise<void>;
  readonly onClose: () => void;
}

/** The dialog. */
export function TagsDialog<Row extends TaggedRow>({
  opened,
  ...props
}: TagsDialogProps<Row> & { readonly opened: boolean }) {
  const { t } = useTranslation('lists');
  return (
    <Modal opened={opened} onClose={props.onClose} title={t('act.tags')}>
      <TagsForm {...props} />
    </Modal>
  );
}

function TagsForm<Row extends TaggedRow>({ rows, entity, onRun, onClose }: TagsDialogProps<Row>) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const [added, setAdded] = useState<string[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  const present = [...new Set(rows.flatMap(({ tags }) => tags))].sort();
  const apply = (): void => {
    onClose();
    void onRun(tagTask(entity, t('label.tags'), t('bulk.skip.tags'), added, removed));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (added.length + removed.length > 0) apply();
      }}
    >
      <Stack>
        <TagInput data-autofocus label={t('tags.add')} value={added} onChange={setAdded} />
        <TagsInput label={t('tags.remove')} value={removed} onChange={setRemoved} data={present} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{word('action.cancel')}</Button>
          <Button type="submit" variant="filled" disabled={added.length + removed.length === 0}>
            {word('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Changes tags; rows whose tags are as wanted already are left out. */
function tagTask<Row extends TaggedRow>(
  entity: string,
  label: string,
  nothingToDo: string,
  added: readonly string[],
  removed: readonly string[],
): Omit<BulkTask<Row>, 'rows'> {
  const path = `/${entity}/_bulk`;
  return {
    label,
    skip: ({ tags }) =>
      added.every((tag) => tags.includes(tag)) && !removed.some((tag) => tags.includes(tag))
        ? nothingToDo
        : undefined,
    act: (api, some) =>
      api.patch(path, {
        ids: some.map(({ _id }) => _id),
        ...(added.length === 0 ? {} : { addTags: added }),
        ...(removed.length === 0 ? {} : { removeTags: removed }),
      }),
    undo: async (api, some) => {
      for (const tag of added) {
        const ids = some.filter(({ tags }) => !tags.includes(tag)).map(({ _id }) => _id);
        if (ids.length > 0) await api.patch(path, { ids, removeTags: [tag] });
      }
      for (const tag of removed) {
        const ids = some.filter(({ tags }) => tags.includes(tag)).map(({ _id }) => _id);
        if (ids.length > 0) await api.patch(path, { ids, addTags: [tag] });
      }
    },
  };
}
