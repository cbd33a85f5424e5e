/** Writing a log: text, files, pasted pictures; and values in the text that the case does not hold yet. */
import { Button, Checkbox, CloseButton } from '@mantine/core';
import { IconFile, IconPhoto } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputLog } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { Composer } from '../markdown/composer.tsx';
import { useFileSize } from './file-size.ts';
import { hasPlaceholders, placeholderFor, type WaitingFile, withAddresses } from './log-text.ts';
import { NewValues } from './new-values.tsx';
import classes from './task.module.css';
import type { TaskDetail } from './task-data.ts';
import { isEnded } from './task-order.ts';

/** The composer; behind a button once the task has ended. */
export function LogComposer({ caseId, task }: { readonly caseId: string; readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const [late, setLate] = useState(false);
  if (isEnded(task) && !late)
    return (
      <div className={classes.composer}>
        <Button onClick={() => setLate(true)}>{t('log.late')}</Button>
      </div>
    );
  return <OpenComposer caseId={caseId} task={task} />;
}

function OpenComposer({ caseId, task }: { readonly caseId: string; readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const api = useApi();
  const refresh = useRefresh();
  const [files, setFiles] = useState<readonly WaitingFile[]>([]);
  const [inTimeline, setInTimeline] = useState(false);
  const nextKey = useRef(1);
  const take = async (chosen: readonly File[]): Promise<string> => {
    const waiting = chosen.map((file): WaitingFile => {
      const key = `new-${nextKey.current}`;
      nextKey.current += 1;
      return { key, file };
    });
    setFiles((before) => [...before, ...waiting]);
    return waiting
      .filter(({ file }) => file.type.startsWith('image/'))
      .map(placeholderFor)
      .join('\n');
  };
  const send = async (text: string): Promise<void> => {
    await writeLog(
      api,
      task._id,
      { message: text, ...(inTimeline ? { includeInTimeline: Date.now() } : {}) },
      files,
    );
    setFiles([]);
    setInTimeline(false);
    await refresh(['log', 'task', 'attachment', 'case', 'audit']);
  };
  return (
    <div className={classes.composer}>
      <Composer
        place={`task:${task._id}:log`}
        label={t('log.label')}
        submitLabel={t('log.add')}
        onSubmit={send}
        onFiles={take}
        mayBeEmpty={files.length > 0}
        choices={
          <Checkbox
            size="xs"
            label={t('log.inTimeline')}
            checked={inTimeline}
            onChange={(event) => setInTimeline(event.currentTarget.checked)}
          />
        }
        offers={(text) => (
          <>
            <Waiting files={files} onRemove={(key) => setFiles(files.filter((one) => one.key !== key))} />
            <NewValues caseId={caseId} text={text} />
          </>
        )}
      />
    </div>
  );
}

function Waiting({
  files,
  onRemove,
}: {
  readonly files: readonly WaitingFile[];
  readonly onRemove: (key: string) => void;
}) {
  const { t } = useTranslation('tasks');
  const size = useFileSize();
  if (files.length === 0) return null;
  return (
    <ul className={classes.waiting}>
      {files.map(({ key, file }) => (
        <li key={key} className={classes.waitingFile}>
          {file.type.startsWith('image/') ? (
            <IconPhoto size={14} stroke={1.6} aria-hidden="true" />
          ) : (
            <IconFile size={14} stroke={1.6} aria-hidden="true" />
          )}
          <bdi className="sk-ellipsis">{file.name}</bdi>
          <span className={classes.quiet}>{size(file.size)}</span>
          <CloseButton
            size={24}
            aria-label={t('files.leaveOut', { name: file.name })}
            onClick={() => onRemove(key)}
          />
        </li>
      ))}
    </ul>
  );
}

/** Writes a log with its files; pictures in the text get their addresses in a second step. */
async function writeLog(
  api: Api,
  taskId: string,
  log: { readonly message: string; readonly includeInTimeline?: number },
  files: readonly WaitingFile[],
): Promise<void> {
  const path = `/task/${taskId}/log`;
  if (files.length === 0) {
    await api.post(path, log);
    return;
  }
  const form = new FormData();
  form.append('_json', JSON.stringify(log));
  for (const { file } of files) form.append('attachments', file, file.name);
  const { message } = log;
  const written = await api.request<OutputLog>('POST', path, { form });
  if (hasPlaceholders(message, files))
    await api.patch(`/log/${written._id}`, {
      message: withAddresses(message, files, written.attachments ?? []),
    });
}
