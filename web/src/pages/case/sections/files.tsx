/** Files of a case: those attached to it, and those that came with logs; dropped anywhere in the section to be added. */
import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { FileTable } from '../../../parts/files/file-table.tsx';
import { UploadList } from '../../../parts/files/upload-list.tsx';
import { useCaseUploads } from '../../../parts/files/use-case-uploads.ts';
import classes from './sections.module.css';

/** The section. */
export default function Section() {
  const { t } = useTranslation('tasks');
  const { detail, may } = useCase();
  const uploads = useCaseUploads(detail._id);
  const [over, setOver] = useState(false);
  const mayAdd = may('manageCase/update');
  const { new: wanted } = useSearch({ strict: false }) as { readonly new?: string };
  return (
    <section
      className={`${classes.section} ${over ? classes.dropOver : ''}`}
      aria-label={t('files.title')}
      onDragOver={(event) => {
        if (!mayAdd || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!mayAdd || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        uploads.add([...event.dataTransfer.files]);
      }}
    >
      <div className={classes.head}>
        <h2 className={classes.title}>{t('files.title')}</h2>
        {mayAdd && (
          <span className={classes.end}>
            <FileButton multiple onChange={uploads.add}>
              {(props) => (
                <Button
                  {...props}
                  autoFocus={wanted === 'file'}
                  leftSection={<IconUpload size={16} stroke={1.6} aria-hidden="true" />}
                >
                  {t('files.add')}
                </Button>
              )}
            </FileButton>
          </span>
        )}
      </div>
      {mayAdd && <p className={classes.drop}>{t('files.drop')}</p>}
      <UploadList uploads={uploads} />
      <FileTable caseId={detail._id} mayRemove={mayAdd} />
    </section>
  );
}
