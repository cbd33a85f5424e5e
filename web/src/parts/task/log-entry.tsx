/** One log of a task: who, when, what was written, the files, and what may be done with it. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../data/queries.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { TextEditor } from '../editing/text-editor.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { OrganisationBadge } from '../organisation-badge.tsx';
import { Avatar, useNames } from '../person.tsx';
import { Moment } from '../time.tsx';
import { Refusal, useAttempt } from './attempt.tsx';
import { LogFiles } from './log-files.tsx';
import classes from './task.module.css';
import type { LogDetail } from './task-data.ts';
import { useLogStore } from './text-stores.ts';

/** Milliseconds after writing within which a change belongs to it: pictures get their addresses then. */
const writingMs = 15_000;

/** What an entry needs. */
export interface LogEntryProps {
  readonly log: LogDetail;
  /** Whether the reader may change logs here. */
  readonly mayManage: boolean;
  /** Stands behind the author: where it was written. */
  readonly where?: ReactNode;
}

/** The entry. */
export function LogEntry({ log, mayManage, where }: LogEntryProps) {
  const { t } = useTranslation('tasks');
  const [editing, setEditing] = useState(false);
  const name = useNames()(log.owner);
  const edited = log._updatedAt !== undefined && log._updatedAt - log._createdAt > writingMs;
  const rest = (log.attachments ?? []).filter(({ _id }) => !log.message.includes(`(attachment:${_id})`));
  return (
    <article
      className={classes.log}
      data-framed={where !== undefined || undefined}
      data-flagged={log.includeInTimeline !== undefined || undefined}
      id={`log-${log._id.slice(1)}`}
      aria-label={t('log.by', { name })}
    >
      <Avatar login={log.owner} name={name} />
      <div className={classes.logBody}>
        <div className={classes.logHead}>
          <bdi className={classes.author}>{name}</bdi>
          <OrganisationBadge of={log} />
          {where !== undefined && (
            <span className={classes.where}>
              {t('feed.logged')} {where}
            </span>
          )}
          <span className={`${classes.quiet} ${classes.logTime}`}>
            <Moment at={log.date} />
            {edited && ` · ${t('log.edited')}`}
          </span>
          <span className={classes.logEnd}>
            {log.includeInTimeline !== undefined && (
              <span className={classes.chip}>{t('log.inTimeline')}</span>
            )}
            {mayManage && <LogMenu log={log} onEdit={() => setEditing(true)} />}
          </span>
        </div>
        <div className={classes.logText}>
          {editing ? (
            <LogEditor log={log} onLeave={() => setEditing(false)} />
          ) : (
            log.message !== '' && <Markdown text={log.message} />
          )}
          {rest.length > 0 && <LogFiles files={rest} />}
        </div>
      </div>
    </article>
  );
}

function LogMenu({ log, onEdit }: { readonly log: LogDetail; readonly onEdit: () => void }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const api = useApi();
  const refresh = useRefresh();
  const own = useMe()?.login === log.owner;
  const { attempt, refusal } = useAttempt();
  const run = (act: () => Promise<unknown>): void =>
    void attempt(async () => {
      await act();
      await refresh(['log', 'task', 'audit']);
    });
  const inTimeline = log.includeInTimeline !== undefined;
  return (
    <>
      <Refusal of={refusal} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} aria-label={t('log.more')}>
            <IconDots size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {own && <Menu.Item onClick={onEdit}>{word('action.edit')}</Menu.Item>}
          <Menu.Item
            onClick={() =>
              run(() => api.patch(`/log/${log._id}`, { includeInTimeline: inTimeline ? null : log.date }))
            }
          >
            {inTimeline ? t('log.fromTimeline') : t('log.toTimeline')}
          </Menu.Item>
          {own && (
            <Menu.Item color="red" onClick={() => run(() => api.remove(`/log/${log._id}`))}>
              {t('log.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function LogEditor({ log, onLeave }: { readonly log: LogDetail; readonly onLeave: () => void }) {
  const { t } = useTranslation('tasks');
  return (
    <TextEditor
      label={t('log.label')}
      place={`log:${log._id}`}
      text={log.message}
      version={log._version}
      store={useLogStore(log._id)}
      onDone={onLeave}
    />
  );
}
