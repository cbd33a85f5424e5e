/** The files of a case with where each is used, its hashes and what may be done with it. */
import { ActionIcon, Button, Modal, Tooltip } from '@mantine/core';
import { IconDownload, IconFile, IconFileZip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAttachment } from '../../../../contract/v1-types.ts';
import { follow, get, page, sort } from '../../data/pipeline.ts';
import { usePipeline, useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { attachmentAddress, protectedAddress } from '../markdown/markdown.tsx';
import { Person } from '../person.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import { useFileSize } from '../task/file-size.ts';
import { isPicture } from '../task/log-files.tsx';
import { Moment } from '../time.tsx';
import classes from './files.module.css';

/** Most files that are listed of each kind. */
const mostFiles = 500;

interface UsedFile {
  readonly file: OutputAttachment;
  readonly usedIn: 'case' | 'log';
}

/** The table. */
export function FileTable({ caseId, mayRemove }: { readonly caseId: string; readonly mayRemove: boolean }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const own = useFiles('case-files', caseId, ['attachments']);
  const logged = useFiles('case-log-files', caseId, ['tasks', 'logs', 'attachments']);
  const error = own.error ?? logged.error;
  if (error !== null)
    return (
      <Failure
        reason={text(error)}
        again={() => void Promise.all([own.refetch(), logged.refetch()])}
        againLabel={word('action.retry')}
      />
    );
  if (own.data === undefined || logged.data === undefined)
    return <LoadingRows rows={4} label={word('loading')} />;
  const files: readonly UsedFile[] = [
    ...own.data.map((file) => ({ file, usedIn: 'case' }) as const),
    ...logged.data.map((file) => ({ file, usedIn: 'log' }) as const),
  ];
  if (files.length === 0) return <Message title={t('files.none')}>{t('files.noneReason')}</Message>;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{word('field.name')}</th>
          <th>{word('field.type')}</th>
          <th className={classes.endCell}>{t('files.size')}</th>
          <th>{t('files.usedIn')}</th>
          <th>{word('field.by')}</th>
          <th>{word('field.created')}</th>
          <th>
            <span className="sk-hidden">{t('files.acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((used) => (
          <FileLine
            key={used.file._id}
            {...used}
            caseId={caseId}
            mayRemove={mayRemove && used.usedIn === 'case'}
          />
        ))}
      </tbody>
    </table>
  );
}

function useFiles(name: string, caseId: string, way: readonly string[]) {
  return usePipeline<readonly OutputAttachment[]>(
    name,
    [get('case', caseId), ...way.map(follow), sort([{ _createdAt: 'desc' }]), page(0, mostFiles)],
    { entities: ['attachment', 'log', 'case'], about: caseId },
  );
}

function FileLine({
  file,
  usedIn,
  caseId,
  mayRemove,
}: UsedFile & { readonly caseId: string; readonly mayRemove: boolean }) {
  const { t } = useTranslation('tasks');
  const { organisation } = useApi();
  const size = useFileSize();
  const address = attachmentAddress(organisation, file._id);
  return (
    <tr>
      <td className={classes.nameCell}>
        <span className={classes.name}>
          {isPicture(file) ? (
            <img src={address} alt="" loading="lazy" className={classes.thumb} />
          ) : (
            <IconFile size={16} stroke={1.6} aria-hidden="true" />
          )}
          <bdi className={classes.wrap}>{file.name}</bdi>
        </span>
        <Hashes hashes={file.hashes} />
      </td>
      <td>
        <bdi className={classes.wrap}>{file.contentType}</bdi>
      </td>
      <td className={classes.endCell}>{size(file.size)}</td>
      <td>{t(`files.${usedIn}`)}</td>
      <td>
        <Person login={file._createdBy} />
      </td>
      <td>
        <Moment at={file._createdAt} />
      </td>
      <td className={classes.endCell}>
        <span className={classes.acts}>
          <Tooltip label={t('files.zip')}>
            <ActionIcon
              component="a"
              href={protectedAddress(organisation, file._id)}
              aria-label={t('files.zipName', { name: file.name })}
            >
              <IconFileZip size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('files.raw')}>
            <ActionIcon
              component="a"
              href={address}
              download
              aria-label={t('files.get', { name: file.name })}
            >
              <IconDownload size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          {mayRemove && <RemoveFile file={file} caseId={caseId} />}
        </span>
      </td>
    </tr>
  );
}

const hashNames = ['SHA-256', 'SHA-1', 'MD5'] as const;

function Hashes({ hashes }: { readonly hashes: readonly string[] }) {
  const { t } = useTranslation('tasks');
  const [first] = hashes;
  return (
    <details className={classes.hashes}>
      <summary>
        <span className="sk-hidden">{t('files.hashes')}</span>
        <span className="sk-mono">{first?.slice(0, 16)}…</span>
      </summary>
      <dl>
        {hashes.map((hash, place) => (
          <div key={hash}>
            <dt>{hashNames[place] ?? ''}</dt>
            <dd className="sk-mono">{hash}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function RemoveFile({ file, caseId }: { readonly file: OutputAttachment; readonly caseId: string }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const api = useApi();
  const refresh = useRefresh();
  const { attempt, busy, refusal } = useAttempt();
  const [opened, setOpened] = useState(false);
  const remove = async (): Promise<void> => {
    const done = await attempt(() => api.remove(`/case/${caseId}/attachment/${file._id}`));
    if (!done) return;
    setOpened(false);
    await refresh(['attachment', 'case', 'audit']);
  };
  return (
    <>
      <Tooltip label={word('action.delete')}>
        <ActionIcon aria-label={t('files.removeName', { name: file.name })} onClick={() => setOpened(true)}>
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('files.removeTitle')}>
        <p className={classes.wrap}>
          <bdi>{file.name}</bdi>
        </p>
        <p>{t('files.removeWarning')}</p>
        <Refusal of={refusal} />
        <div className={classes.foot}>
          <Button onClick={() => setOpened(false)} data-autofocus>
            {word('action.cancel')}
          </Button>
          <Button variant="filled" color="red" loading={busy} onClick={() => void remove()}>
            {word('action.delete')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
