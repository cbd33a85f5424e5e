/** Applying a template to a case that exists: which one, and which parts of it. What the case has already stays. */
import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TemplateList } from '../alert/promote/template-list.tsx';
import type { Template } from '../alert/promote/templates.ts';
import { SubmitForm } from '../submit-form.tsx';
import classes from './apply-template.module.css';
import { type Parts, partNames, partsAtFirst, useApplyTemplate } from './apply-template.ts';
import { useCase } from './case-context.tsx';

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
  const [template, setTemplate] = useState<Template>();
  const [taken, setTaken] = useState<Parts>(partsAtFirst);
  const apply = useApplyTemplate();
  const submit = (): void => {
    if (template === undefined) return;
    apply.mutate({ template, taken }, { onSuccess: onClose });
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
