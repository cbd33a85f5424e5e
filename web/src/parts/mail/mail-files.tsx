/** Files of a mail with their size and hash. */
import { useTranslation } from 'react-i18next';
import { ObservableValue } from '../observable-value.tsx';
import { useFileSize } from '../task/file-size.ts';
import classes from './mail.module.css';
import type { MailFile } from './mail-data.ts';

/** The files. */
export function MailFiles({ files }: { readonly files: readonly MailFile[] }) {
  const { t } = useTranslation('alerts');
  const bytes = useFileSize();
  if (files.length === 0) return <p className={classes.quiet}>{t('mail.noFiles')}</p>;
  return (
    <ul>
      {files.map(({ name, contentType, size, sha256 }) => (
        <li key={`${name} ${sha256}`} className={classes.file}>
          <ObservableValue dataType="filename" value={name} />
          <span className={classes.quiet}>
            <bdi>{contentType}</bdi> · {bytes(size)}
          </span>
          <bdi className={`sk-mono ${classes.hash}`}>{sha256}</bdi>
        </li>
      ))}
    </ul>
  );
}
