/** Comments on an alert, and a new one. The place to write opens on demand, so that reading has the room. */
import { IconMessageCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../data/queries.ts';
import { useMay } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Composer } from '../markdown/composer.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { Person } from '../person.tsx';
import { Ago } from '../time.tsx';
import classes from './alert.module.css';
import { type AlertDetail, useAlertComments } from './alert-data.ts';
import { Answer } from './answer.tsx';
import { Section } from './section.tsx';

/** The comments; nothing while there are none. */
export function CommentsSection({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const answer = useAlertComments(alert._id);
  if (answer.data?.length === 0) return null;
  return (
    <Section title={t('comments.title')} count={answer.data?.length}>
      <Answer of={answer}>
        {(comments) => (
          <ul className={classes.comments}>
            {comments.map(({ _id, createdBy, createdAt, message }) => (
              <li key={_id} className={classes.comment}>
                <div className={classes.line}>
                  <Person login={createdBy} />
                  <span className={`${classes.end} ${classes.quiet}`}>
                    <Ago at={createdAt} />
                  </span>
                </div>
                <Markdown text={message} />
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Section>
  );
}

/** The place for a new comment, at the foot of what is known. */
export function CommentComposer({ alertId }: { readonly alertId: string }) {
  const { t } = useTranslation('alerts');
  const [opened, setOpened] = useState(false);
  const mayWrite = useMay('manageComment');
  const send = useChange(
    (api, message: string) => api.post(`/alert/${alertId}/comment`, { message }),
    ['comment'],
  );
  useActions(
    mayWrite
      ? [
          {
            id: 'alert.comment',
            label: t('comments.add'),
            group: t('group'),
            keys: 'Shift+C',
            perform: () => setOpened(true),
          },
        ]
      : [],
  );
  if (!mayWrite) return null;
  if (!opened)
    return (
      <div className={classes.composer}>
        <button type="button" className={classes.composerLine} onClick={() => setOpened(true)}>
          <IconMessageCircle size={15} stroke={1.6} aria-hidden="true" />
          {t('comments.hint')}
          <span className={classes.end}>
            <Keys keys="Shift+C" />
          </span>
        </button>
      </div>
    );
  return (
    <div className={classes.composer}>
      <Composer
        key={alertId}
        place={`alert:${alertId}:comment`}
        label={t('comments.label')}
        hint={t('comments.hint')}
        submitLabel={t('comments.send')}
        onSubmit={async (text) => {
          await send.mutateAsync(text);
          setOpened(false);
        }}
        autoFocus
      />
    </div>
  );
}
