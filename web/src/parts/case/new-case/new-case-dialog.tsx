/** Beginning a case: a template with what it brings, then what is known already. What was typed is kept until the case is made. */
import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { useDraft } from '../../../data/drafts.ts';
import { useChange } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { DialogFoot } from '../../alert/dialog-foot.tsx';
import { TemplateList } from '../../alert/promote/template-list.tsx';
import { useTemplates } from '../../alert/promote/templates.ts';
import { submitKeys } from '../../alert/submit-keys.ts';
import { DraftState } from '../../markdown/draft-state.tsx';
import { type CaseDraft, caseBody, readCaseDraft } from './draft.ts';
import classes from './new-case.module.css';
import { NewCaseForm } from './new-case-form.tsx';

/** Where the draft is kept. */
const place = 'case:new';

/** The dialog. Once the case is made, its page is opened. */
export function NewCaseDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('new.title')}
      size={980}
      padding={0}
      classNames={{ header: classes.head ?? '', title: classes.title ?? '' }}
    >
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const kept = useDraft(place);
  const draft = readCaseDraft(kept.value);
  const { templates } = useTemplates();
  const template = templates.data?.find(({ name }) => name === draft.template);
  const navigate = useNavigate();
  const organisation = useApi().organisation ?? '';
  const make = useChange(
    (api, body: Readonly<Record<string, unknown>>) => api.post<OutputCase>('/case', body),
    ['case', 'task', 'audit'],
  );
  const change = (part: Partial<CaseDraft>): void => kept.change(JSON.stringify({ ...draft, ...part }));
  const blocked = draft.title.trim() === '';
  const submit = (): void => {
    if (blocked || make.isPending) return;
    make.mutate(caseBody(draft, template), {
      onSuccess({ number }) {
        kept.discard();
        void navigate({
          to: '/o/$organisation/cases/$number',
          params: { organisation, number: String(number) },
          search: {},
        });
      },
    });
  };
  return (
    <form
      onKeyDown={submitKeys(submit)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.columns}>
        <TemplateList
          chosen={draft.template}
          suggested={undefined}
          onChoose={(chosen) => change({ template: chosen?.name })}
        />
        <NewCaseForm draft={draft} template={template} refusal={make.error} onChange={change} />
      </div>
      <DialogFoot
        consequence={<DraftState state={kept.state} />}
        refusal={make.error}
        submitLabel={t('new.create')}
        busy={make.isPending}
        blocked={blocked}
        onCancel={onClose}
        onSubmit={submit}
      />
    </form>
  );
}
