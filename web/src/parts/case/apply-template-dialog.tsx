/** Applying a template to a case that exists: which one, and which parts of it. What the case has already stays. */
import { Checkbox, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../data/queries.ts';
import { TemplateList } from '../alert/promote/template-list.tsx';
import type { Template } from '../alert/promote/templates.ts';
import { SubmitForm } from '../submit-form.tsx';
import classes from './apply-template.module.css';
import { useCase } from './case-context.tsx';
import { changedWithCase } from './use-case-change.ts';

/** What can be taken over, with whether it is from the start: what describes the case is left as it is. */
const parts = {
  tasks: true,
  fields: true,
  tags: true,
  prefix: true,
  ratings: false,
  description: false,
} as const;
type Part = keyof typeof parts;
const partNames: readonly Part[] = ['tasks', 'fields', 'tags', 'prefix', 'ratings', 'description'];

/** The dialog. */
export default function ApplyTemplateDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  return (
    <Modal opened={opened} onClose={onClose} title={t('apply.title', { number: detail.number })} size={620}>
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const [template, setTemplate] = useState<Template>();
  const [taken, setTaken] = useState<Readonly<Record<Part, boolean>>>(parts);
  const apply = useChange<Readonly<Record<string, unknown>>>(
    (api, body) => api.post('/case/_bulk/caseTemplate', body),
    [...changedWithCase, 'task'],
  );
  const submit = (): void => {
    if (template === undefined) return;
    apply.mutate(bodyOf(detail._id, template, taken), {
      onSuccess() {
        notifications.show({ message: t('apply.done', { name: template.displayName }) });
        onClose();
      },
    });
  };
  return (
    <SubmitForm
      submitLabel={t('apply.submit')}
      ready={template !== undefined && Object.values(taken).includes(true)}
      busy={apply.isPending}
      refusal={apply.error ?? undefined}
      onSubmit={submit}
      onCancel={onClose}
    >
      <div className={classes.columns}>
        <TemplateList
          chosen={template?.name}
          suggested={undefined}
          isNeeded
          onChoose={(chosen) => setTemplate(chosen)}
        />
        <fieldset className={classes.parts}>
          <legend>{t('apply.parts')}</legend>
          {partNames.map((part) => (
            <Checkbox
              key={part}
              label={t(`apply.part.${part}`)}
              checked={taken[part]}
              onChange={({ currentTarget }) => setTaken({ ...taken, [part]: currentTarget.checked })}
            />
          ))}
        </fieldset>
      </div>
    </SubmitForm>
  );
}

function bodyOf(caseId: string, template: Template, taken: Readonly<Record<Part, boolean>>) {
  return {
    ids: [caseId],
    caseTemplate: template.name,
    importTasks: taken.tasks ? (template.tasks ?? []).map(({ title }) => title) : [],
    updateCustomFields: taken.fields,
    updateTags: taken.tags,
    updateTitlePrefix: taken.prefix,
    updateSeverity: taken.ratings,
    updateTlp: taken.ratings,
    updatePap: taken.ratings,
    updateDescription: taken.description,
  };
}
