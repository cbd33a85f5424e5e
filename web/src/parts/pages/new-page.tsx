/** Making a page: empty, or from a template that brings its heading and text. */
import { Autocomplete, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPage, OutputPageTemplate } from '../../../../contract/v1-types.ts';
import { useChange } from '../../data/queries.ts';
import { DialogFoot } from '../alert/dialog-foot.tsx';
import { submitKeys } from '../alert/submit-keys.ts';
import { useNewTexts } from '../editing/use-new-texts.ts';
import { useFieldErrors } from '../error-text.ts';
import { DraftState } from '../markdown/draft-state.tsx';
import { type Shelf, usePageTemplates } from './page-data.ts';
import { nextPlace, type Placed } from './page-order.ts';
import classes from './pages.module.css';

/** What the dialogs that make a page need. */
export interface MakingProps {
  readonly shelf: Shelf;
  readonly pages: readonly Placed[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (pageId: string) => void;
}

/** Makes a page at the end of its heading. */
export function useMakePage(shelf: Shelf, pages: readonly Placed[]) {
  return useChange<Pick<OutputPage, 'title' | 'category' | 'content'>, OutputPage>(
    (api, input) => api.post(shelf.path, { ...input, order: nextPlace(pages, input.category) }),
    ['page', 'audit'],
  );
}

/** The dialog. */
export function NewPage(props: MakingProps) {
  const { t } = useTranslation('pages');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('new.title')}
      size={480}
      padding={0}
      classNames={{ header: classes.dialogHead ?? '' }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ shelf, pages, onClose, onMade }: MakingProps) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const fields = useFieldErrors();
  const { data: templates } = usePageTemplates();
  const make = useMakePage(shelf, pages);
  const [template, setTemplate] = useState<OutputPageTemplate>();
  const draft = useNewTexts(`${shelf.path}:new`, { title: '', category: pages[0]?.category ?? '' });
  const { title, category } = draft.values;
  const start = (id: string | null): void => {
    const chosen = templates?.find(({ _id }) => _id === id);
    setTemplate(chosen);
    if (chosen === undefined) return;
    const isOwn = title.trim() !== '' && title !== template?.title;
    draft.set({ category: chosen.category, ...(isOwn ? {} : { title: chosen.title }) });
  };
  const blocked = title.trim() === '' || category.trim() === '';
  const submit = (): void => {
    if (blocked || make.isPending) return;
    const values = { title: title.trim(), category: category.trim(), content: template?.content ?? '' };
    make.mutate(values, {
      onSuccess({ _id }) {
        draft.discard();
        onMade(_id);
      },
    });
  };
  const press = submitKeys(submit);
  const refused = fields(make.error);
  return (
    <form onKeyDown={press} onSubmit={(event) => event.preventDefault()}>
      <div className={classes.fields}>
        {templates !== undefined && templates.length > 0 && (
          <Select
            label={t('new.template')}
            placeholder={t('new.blank')}
            clearable
            searchable
            data={templates.map(({ _id, title: name, category: heading }) => ({
              value: _id,
              label: `${heading} / ${name}`,
            }))}
            value={template?._id ?? null}
            onChange={start}
          />
        )}
        <TextInput
          data-autofocus
          required
          label={word('field.title')}
          maxLength={512}
          value={title}
          error={refused.title}
          onChange={({ currentTarget }) => draft.set({ title: currentTarget.value })}
        />
        <Autocomplete
          required
          label={t('field.category')}
          description={t('field.categoryNote')}
          maxLength={128}
          data={[...new Set(pages.map((page) => page.category))]}
          value={category}
          error={refused.category}
          onChange={(next) => draft.set({ category: next })}
        />
      </div>
      <DialogFoot
        consequence={<DraftState state={draft.state} />}
        refusal={make.error}
        submitLabel={word('action.create')}
        busy={make.isPending}
        blocked={blocked}
        onCancel={onClose}
        onSubmit={submit}
      />
    </form>
  );
}
