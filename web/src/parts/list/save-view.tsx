/** Saving what a list shows as a view: over the present one when it is one's own, or under a new name. */
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNewTexts } from '../editing/use-new-texts.ts';
import { useErrorText, useFieldErrors } from '../error-text.ts';
import type { ListRow } from './list-definition.ts';
import { writeSort } from './sort-text.ts';
import type { List } from './use-list.ts';
import { useCreateView, useUpdateView } from './use-views.ts';

/** The dialog. */
export function SaveView<Row extends ListRow>({
  list,
  opened,
  onClose,
}: {
  readonly list: List<Row>;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('lists');
  return (
    <Modal opened={opened} onClose={onClose} title={t('views.saveAs')}>
      <SaveForm list={list} onClose={onClose} />
    </Modal>
  );
}

function SaveForm<Row extends ListRow>({
  list: { state, definition },
  onClose,
}: {
  readonly list: List<Row>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const draft = useNewTexts(`view:${definition.entity}:${state.view.id}`, {
    name: state.view.origin === 'mine' ? state.view.label : '',
  });
  const { name } = draft.values;
  const [isShared, setShared] = useState(false);
  const create = useCreateView(definition.entity);
  const update = useUpdateView();
  const faults = useFieldErrors()(create.error ?? update.error);
  const reason = useErrorText();
  const failed = create.error ?? update.error;
  const content = {
    name: name.trim(),
    query: state.query,
    sort: writeSort(state.sort),
    group: state.group,
    columns: state.columns,
    isShared,
  };
  const isSame = state.view.origin === 'mine' && state.view.label === content.name;
  const save = (): void => {
    if (isSame)
      update.mutate(
        { id: state.view.id, content },
        {
          onSuccess: () => {
            draft.discard();
            state.reset();
            onClose();
          },
        },
      );
    else
      create.mutate(content, {
        onSuccess: (view) => {
          draft.discard();
          state.show(view._id);
          onClose();
        },
      });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (content.name !== '') save();
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          label={t('views.name')}
          value={name}
          maxLength={128}
          onChange={(event) => draft.set({ name: event.currentTarget.value })}
          error={faults.name ?? (failed === null ? undefined : reason(failed))}
        />
        <Checkbox
          label={t('views.share')}
          checked={isShared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>{word('action.cancel')}</Button>
          <Button
            type="submit"
            variant="filled"
            disabled={content.name === ''}
            loading={create.isPending || update.isPending}
          >
            {isSame ? t('views.saveOver') : word('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
