/** One mention: who, where, when and the words; opening it marks it as read. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { Avatar, usePeople } from '../../../parts/person.tsx';
import { Ago } from '../../../parts/time.tsx';
import classes from '../top-bar.module.css';
import type { ShownMention } from './mentions.ts';

/** A row of the list. */
export function MentionRow({
  mention,
  onOpen,
}: {
  readonly mention: ShownMention;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation('shell');
  const read = useChange((api, id: string) => api.patch(`/mention/${id}`, { read: true }), ['mention']);
  const { id, unread, link } = mention;
  const open = (): void => {
    if (unread) read.mutate(id);
    onOpen();
  };
  return (
    <li className={classes.item}>
      {link === undefined || mention.place === undefined ? (
        <div className={classes.row}>
          <Words mention={mention} />
        </div>
      ) : (
        <Link {...link} className={classes.row} onClick={open}>
          <Words mention={mention} />
        </Link>
      )}
      {unread && (
        <Tooltip label={t('bell.read')}>
          <ActionIcon
            className={classes.itemAct}
            aria-label={t('bell.read')}
            loading={read.isPending}
            onClick={() => read.mutate(id)}
          >
            <IconCheck size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

function Words({ mention }: { readonly mention: ShownMention }) {
  const { t } = useTranslation('shell');
  const { author, at, unread, kind, place, text } = mention;
  const name = usePeople().get(author)?.name ?? author;
  return (
    <>
      <Avatar login={author} name={name} />
      <span className={classes.rowText}>
        <bdi>
          <strong>{name}</strong>
        </bdi>{' '}
        {t(`bell.in.${kind}`)}
      </span>
      <span className={classes.rowNote}>
        {unread && <span className={classes.unread} role="img" aria-label={t('bell.unread')} />}{' '}
        <Ago at={at} />
      </span>
      <span className={classes.passage}>
        <bdi>{place ?? t('bell.gone')}</bdi>
      </span>
      {text !== '' && (
        <span className={classes.passage}>
          <bdi>{text}</bdi>
        </span>
      )}
    </>
  );
}
