/** The bell: how often one is mentioned and has not looked yet, and the list of these places. */
import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { useErrorText } from '../../../parts/error-text.ts';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { countText } from '../counters.ts';
import classes from '../top-bar.module.css';
import { MentionRow } from './mention-row.tsx';
import { useMentions, useUnreadCount } from './mentions.ts';

/** Most that the bell shows. */
const mostInBadge = 99;

/** The bell with its list. */
export function Bell() {
  const { t } = useTranslation('shell');
  const [opened, setOpened] = useState(false);
  const unread = useUnreadCount();
  return (
    <Popover opened={opened} onChange={setOpened} width={400} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.mark}
          data-testid="bell"
          aria-label={t('bell.count', { count: unread })}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={17} stroke={1.6} aria-hidden="true" />
          {unread > 0 && <span aria-hidden="true">{countText(unread, mostInBadge)}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Mentions unread={unread} onOpen={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Mentions({ unread, onOpen }: { readonly unread: number; readonly onOpen: () => void }) {
  const { t } = useTranslation('shell');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { mentions, error, retry } = useMentions();
  const readAll = useChange((api) => api.post('/mention/read'), ['mention']);
  return (
    <>
      <div className={classes.listHead}>
        <h2>{t('bell.title')}</h2>
        {unread > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={readAll.isPending}
            onClick={() => readAll.mutate(undefined)}
          >
            {t('bell.readAll')}
          </Button>
        )}
      </div>
      <div className={classes.list}>
        {error !== null && (
          <Failure reason={errorText(error)} again={retry} againLabel={word('action.retry')} />
        )}
        {mentions === undefined && error === null && <LoadingRows rows={3} label={word('loading')} />}
        {mentions?.length === 0 && <p className={classes.none}>{t('bell.none')}</p>}
        <ul>
          {mentions?.map((mention) => (
            <MentionRow key={mention.id} mention={mention} onOpen={onOpen} />
          ))}
        </ul>
      </div>
    </>
  );
}
