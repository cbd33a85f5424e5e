/** Files on their way: which one is being sent, and what was refused and why. */
import { Button, CloseButton, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../error-text.ts';
import { useFileSize } from '../task/file-size.ts';
import classes from './files.module.css';
import type { Uploads } from './use-case-uploads.ts';

/** The list; nothing when nothing is on its way. */
export function UploadList({ uploads }: { readonly uploads: Uploads }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const size = useFileSize();
  if (uploads.all.length === 0) return null;
  return (
    <ul className={classes.uploads} aria-live="polite">
      {uploads.all.map((upload) => (
        <li key={upload.key} className={classes.upload}>
          <bdi className="sk-ellipsis">{upload.file.name}</bdi>
          <span className={classes.quiet}>{size(upload.file.size)}</span>
          {upload.state === 'failed' ? (
            <>
              <span className={classes.failed}>{text(upload.refusal)}</span>
              <Button size="compact-xs" onClick={() => uploads.again(upload)}>
                {word('action.retry')}
              </Button>
              <CloseButton
                size={24}
                aria-label={word('action.dismiss')}
                onClick={() => uploads.dismiss(upload.key)}
              />
            </>
          ) : (
            <>
              <span className={classes.quiet}>{t(`files.${upload.state}`)}</span>
              {upload.state === 'sending' && (
                <Progress
                  className={classes.progress}
                  value={100}
                  animated
                  size="sm"
                  aria-label={t('files.sendingName', { name: upload.file.name })}
                />
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
