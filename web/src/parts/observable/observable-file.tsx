/** The file of an observable: name, size, hashes. It is fetched in an archive with a password, so that nothing opens it by accident. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputAttachment } from '../../../../contract/v1-types.ts';
import { useApi } from '../../data/session.tsx';
import classes from './observable-details.module.css';

/** Names of the hashes in the order in which the server gives them. */
const hashNames = ['SHA-256', 'SHA-1', 'MD5'] as const;

/** The block. */
export function ObservableFile({
  observableId,
  attachment,
}: {
  readonly observableId: string;
  readonly attachment: OutputAttachment;
}) {
  const { t, i18n } = useTranslation('observables');
  const organisation = encodeURIComponent(useApi().organisation ?? '');
  const kilobytes = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(
    attachment.size / 1_024,
  );
  return (
    <div className={classes.file}>
      <span className={classes.fileFacts}>
        <bdi>{attachment.contentType}</bdi>
        <span className="sk-numbers">{t('file.size', { size: kilobytes })}</span>
        <Button
          component="a"
          size="compact-sm"
          variant="subtle"
          href={`/api/v1/observable/${observableId}/attachment/${attachment._id}/download?asZip=true&organisation=${organisation}`}
          leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
        >
          {t('file.zip')}
        </Button>
      </span>
      <dl className={classes.hashes}>
        {hashNames.map((name, place) => {
          const hash = attachment.hashes[place];
          return hash === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="sk-mono">{hash}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
