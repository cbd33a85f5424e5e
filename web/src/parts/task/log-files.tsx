/** Files of a log: pictures as thumbnails, others by name; each with its size and the beginning of its hash. */
import { IconFile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputAttachment } from '../../../../contract/v1-types.ts';
import { useApi } from '../../data/session.tsx';
import { attachmentAddress } from '../markdown/markdown.tsx';
import { useFileSize } from './file-size.ts';
import classes from './task.module.css';

const drawable = /^image\/(?:png|jpeg|gif|webp)$/;
/** Characters of a hash that are shown; the whole is in the tooltip. */
const hashShown = 12;

/** Whether a file can be shown as a picture. */
export function isPicture({ contentType }: Pick<OutputAttachment, 'contentType'>): boolean {
  return drawable.test(contentType);
}

/** The files. */
export function LogFiles({ files }: { readonly files: readonly OutputAttachment[] }) {
  const { t } = useTranslation('tasks');
  const { organisation } = useApi();
  const size = useFileSize();
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file._id} className={classes.file}>
          <a
            href={attachmentAddress(organisation, file._id)}
            download={file.name}
            className={classes.fileLink}
            title={t('files.get', { name: file.name })}
          >
            {isPicture(file) ? (
              <img
                src={attachmentAddress(organisation, file._id)}
                alt=""
                loading="lazy"
                className={classes.thumb}
              />
            ) : (
              <IconFile size={16} stroke={1.6} aria-hidden="true" />
            )}
            <span className={classes.fileFacts}>
              <bdi className="sk-ellipsis">{file.name}</bdi>
              <span className={classes.quiet}>
                {size(file.size)}{' '}
                <span className="sk-mono" title={file.hashes[0]}>
                  sha256 {file.hashes[0]?.slice(0, hashShown)}
                </span>
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
