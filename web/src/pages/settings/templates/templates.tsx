/** The case templates of an organisation as a list; the open one takes the whole section. */
import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { list, page, sort } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { PapBadge, SeverityBadge, TlpBadge } from '../../../parts/badges.tsx';
import { Ago } from '../../../parts/time.tsx';
import { LoadingRows } from '../../../ui/states.tsx';
import { leaveDraft } from '../form/use-settings-form.ts';
import listClasses from '../list/list.module.css';
import { mostRows, SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { TemplateEditor } from './template-editor.tsx';
import { readTemplate } from './template-file.ts';
import type { StoredTemplate } from './template-values.ts';

const columns: readonly SettingsColumn<StoredTemplate>[] = [
  { id: 'name', orderedBy: ({ displayName }) => displayName, cell: (row) => <TemplateName row={row} /> },
  {
    id: 'prefix',
    width: 130,
    wideOnly: true,
    orderedBy: ({ titlePrefix }) => titlePrefix ?? '',
    cell: ({ titlePrefix }) => <bdi>{titlePrefix}</bdi>,
  },
  { id: 'defaults', width: 260, wideOnly: true, cell: (row) => <Defaults row={row} /> },
  {
    id: 'tasks',
    width: 80,
    align: 'end',
    orderedBy: ({ tasks }) => tasks?.length ?? 0,
    cell: ({ tasks }) => tasks?.length || '',
  },
  {
    id: 'fields',
    width: 80,
    align: 'end',
    orderedBy: ({ customFields }) => customFields?.length ?? 0,
    cell: ({ customFields }) => customFields?.length || '',
  },
  {
    id: 'changed',
    width: 100,
    align: 'end',
    orderedBy: (row) => row._updatedAt ?? row._createdAt,
    cell: (row) => <Ago at={row._updatedAt ?? row._createdAt} />,
  },
];

/** The section. */
export function TemplatesSection() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { itemId } = useSettingsAddress();
  const answer = usePipeline<readonly StoredTemplate[]>(
    'settings-templates',
    [list('caseTemplate'), sort([{ name: 'asc' }]), page(0, mostRows, ['pageTemplateHeaders'])],
    { entities: ['caseTemplate'] },
  );
  const chosen = answer.data?.find(({ _id, name }) => _id === itemId || name === itemId);
  if (itemId !== undefined && answer.error === null)
    return answer.data === undefined ? (
      <LoadingRows rows={12} label={word('loading')} />
    ) : (
      <TemplateEditor
        key={itemId}
        template={chosen}
        isMissing={chosen === undefined && itemId !== newItem}
        names={answer.data.map(({ name }) => name)}
      />
    );
  return (
    <SettingsList
      label={t('section.templates')}
      answer={answer}
      columns={columns}
      sort="name"
      searched={({ name, displayName, description, tags }) =>
        `${name} ${displayName} ${description ?? ''} ${tags.join(' ')}`
      }
      newLabel={t('make.templates')}
      emptyReason={t('about.templates')}
      tools={<ImportButton />}
    />
  );
}

function TemplateName({ row }: { readonly row: StoredTemplate }) {
  return (
    <>
      <bdi className={listClasses.first}>{row.displayName || row.name}</bdi>
      <bdi className={listClasses.beside}>{row.description}</bdi>
    </>
  );
}

function Defaults({ row: { severity, tlp, pap } }: { readonly row: StoredTemplate }) {
  return (
    <span className={listClasses.state}>
      {severity !== undefined && <SeverityBadge severity={severity} />}
      {tlp !== undefined && <TlpBadge tlp={tlp} />}
      {pap !== undefined && <PapBadge pap={pap} />}
    </span>
  );
}

/** Reads a file into the form of a new template: nothing is made before somebody has looked at it. */
function ImportButton() {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const { organisation } = useApi();
  const [refused, setRefused] = useState<string>();
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const values = readTemplate(await file.text());
    setRefused(values === undefined ? t('template.notOne', { name: file.name }) : undefined);
    if (values === undefined) return;
    leaveDraft(organisation, `template:${newItem}`, values);
    open(newItem);
  };
  return (
    <>
      {refused !== undefined && (
        <span className={listClasses.state} data-tone="bad" role="alert">
          {refused}
        </span>
      )}
      <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} leftSection={<IconUpload size={16} stroke={1.6} />}>
            {t('template.import')}
          </Button>
        )}
      </FileButton>
    </>
  );
}
