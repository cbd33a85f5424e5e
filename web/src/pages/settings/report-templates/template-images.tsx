/** Choosing one of the pictures of a template, and adding another. */
import { Button, FileButton, Select } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputReportImage } from '../../../../../contract/v1-types.ts';
import { follow, get, page } from '../../../data/pipeline.ts';
import { useChange, usePipeline } from '../../../data/queries.ts';
import { useRefusal } from '../form/refusal.ts';
import classes from './widgets.module.css';

/** Most pictures that are listed; a template holds fewer. */
const mostImages = 100;

/** The choice. Pictures belong to a template that is stored already. */
export function TemplateImages({
  templateId,
  ...props
}: ChoiceProps & { readonly templateId: string | undefined }) {
  const { t } = useTranslation('reports');
  if (templateId === undefined) return <p className={classes.note}>{t('option.imageFirst')}</p>;
  return <Choice {...props} templateId={templateId} />;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

function Choice({
  templateId,
  label,
  value,
  error,
  onChange,
}: ChoiceProps & { readonly templateId: string }) {
  const { t } = useTranslation('reports');
  const refusal = useRefusal();
  const images = usePipeline<readonly OutputReportImage[]>(
    'report-images',
    [get('caseReportTemplate', templateId), follow('attachments'), page(0, mostImages)],
    { entities: ['reportImage'] },
  );
  const add = useChange<File, { readonly attachments: readonly OutputReportImage[] }>(
    (api, file) => {
      const form = new FormData();
      form.append('_json', JSON.stringify({ canRename: true }));
      form.append('attachments', file, file.name);
      return api.request('POST', `/caseReportTemplate/${templateId}/attachment`, { form });
    },
    ['reportImage'],
  );
  const take = (file: File | null): void => {
    if (file === null) return;
    add.mutate(file, { onSuccess: ({ attachments: [image] }) => image !== undefined && onChange(image._id) });
  };
  const failure = images.error ?? add.error;
  return (
    <div className={classes.images}>
      <Select
        label={label}
        placeholder={t('option.chooseImage')}
        data={(images.data ?? []).map(({ _id, name }) => ({ value: _id, label: name }))}
        value={value === '' ? null : value}
        error={failure === null ? error : refusal(failure)}
        onChange={(id) => onChange(id ?? '')}
      />
      <FileButton accept="image/png,image/jpeg" onChange={take}>
        {(button) => (
          <Button
            {...button}
            loading={add.isPending}
            leftSection={<IconUpload size={16} stroke={1.6} aria-hidden="true" />}
          >
            {t('option.addImage')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
