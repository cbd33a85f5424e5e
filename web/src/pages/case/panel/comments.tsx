/** What people said about a case, the oldest first, and the place to say more. A link can lead to one comment. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputComment } from '../../../../../contract/v1-types.ts';
import type { Authored } from '../../../data/authored.ts';
import { useDraft } from '../../../data/drafts.ts';
import { follow, get, page, sort } from '../../../data/pipeline.ts';
import { useChange, usePipeline } from '../../../data/queries.ts';
import { useMe } from '../../../data/session.tsx';
import { Answer } from '../../../parts/alert/answer.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { Composer } from '../../../parts/markdown/composer.tsx';
import { MarkdownEditor } from '../../../parts/markdown/editor.tsx';
import { Markdown } from '../../../parts/markdown/markdown.tsx';
import { OrganisationBadge } from '../../../parts/organisation-badge.tsx';
import { Person } from '../../../parts/person.tsx';
import { Moment } from '../../../parts/time.tsx';
import { Message } from '../../../ui/states.tsx';
import { useUndo } from '../../../ui/undo.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import classes from './panel.module.css';

type CaseComment = OutputComment & Authored;

/** Most comments that are read at once. */
const mostComments = 500;

/** The comments. */
export function CaseComments() {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { comment: linked } = useCaseAddress();
  const answer = usePipeline<readonly CaseComment[]>(
    'case-comments',
    [
      get('case', detail._id),
      follow('comments'),
      sort([{ _createdAt: 'asc' }]),
      page(0, mostComments, ['authorOrganisation']),
    ],
    { entities: ['comment'], about: detail._id },
  );
  const send = useChange(
    (api, message: string) => api.post(`/case/${detail._id}/comment`, { message }),
    ['comment', 'audit'],
  );
  return (
    <div className={classes.comments}>
      <Answer of={answer} rows={4}>
        {(comments) =>
          comments.length === 0 ? (
            <Message title={t('comments.empty')}>{t('comments.emptyHint')}</Message>
          ) : (
            <ul className={classes.commentList}>
              {comments.map((comment) => (
                <Comment key={comment._id} comment={comment} linked={comment._id === linked} />
              ))}
            </ul>
          )
        }
      </Answer>
      {may('manageComment') && (
        <div className={classes.composer}>
          <Composer
            place={`case:${detail._id}:comment`}
            label={t('comments.label')}
            hint={t('comments.hint')}
            submitLabel={t('comments.send')}
            onSubmit={send.mutateAsync}
          />
        </div>
      )}
    </div>
  );
}

function Comment({ comment, linked }: { readonly comment: CaseComment; readonly linked: boolean }) {
  const { t } = useTranslation('cases');
  const { may } = useCase();
  const [editing, setEditing] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  const own = useMe()?.login === comment.createdBy && may('manageComment');
  useEffect(() => {
    if (linked) place.current?.scrollIntoView({ block: 'center' });
  }, [linked]);
  return (
    <li
      ref={place}
      id={`comment-${comment._id.slice(1)}`}
      className={classes.comment}
      data-linked={linked || undefined}
    >
      <div className={classes.commentHead}>
        <Person login={comment.createdBy} />
        <OrganisationBadge of={comment} />
        <span className={classes.quiet}>
          <Moment at={comment.createdAt} />
          {comment.isEdited && ` · ${t('comments.edited')}`}
        </span>
        <CommentMenu comment={comment} own={own} onEdit={() => setEditing(true)} />
      </div>
      {editing ? (
        <CommentEditor comment={comment} onDone={() => setEditing(false)} />
      ) : (
        <div dir="auto">
          <Markdown text={comment.message} />
        </div>
      )}
    </li>
  );
}

function CommentMenu({
  comment,
  own,
  onEdit,
}: {
  readonly comment: OutputComment;
  readonly own: boolean;
  readonly onEdit: () => void;
}) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const { offer } = useUndo();
  const write = useChange(
    (api, message: string) => api.post(`/case/${detail._id}/comment`, { message }),
    ['comment'],
  );
  const remove = useChange((api, id: string) => api.remove(`/comment/${id}`), ['comment', 'audit']);
  const errorText = useErrorText();
  const copy = (): void =>
    void navigator.clipboard.writeText(`${location.origin}${location.pathname}?comment=${comment._id}`);
  const take = async (): Promise<void> => {
    await remove.mutateAsync(comment._id);
    offer({ label: t('done.commentDeleted'), undo: () => write.mutateAsync(comment.message) });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} aria-label={word('action.more')} className={classes.end}>
            <IconDots size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} stroke={1.6} />} onClick={copy}>
            {t('comments.copyLink')}
          </Menu.Item>
          {own && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={onEdit}>
                {word('action.edit')}
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} stroke={1.6} />}
                onClick={() => void take().catch(() => undefined)}
              >
                {word('action.delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {remove.error !== null && (
        <span role="alert" className={classes.refusal}>
          {errorText(remove.error)}
        </span>
      )}
    </>
  );
}

function CommentEditor({
  comment,
  onDone,
}: {
  readonly comment: OutputComment;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const draft = useDraft(`comment:${comment._id}`, comment.message);
  const save = useChange(
    (api, message: string) => api.patch(`/comment/${comment._id}`, { message }),
    ['comment', 'audit'],
  );
  const leave = (): void => {
    draft.discard();
    onDone();
  };
  const submit = (): void => {
    if (draft.value.trim() !== '') save.mutate(draft.value, { onSuccess: leave });
  };
  return (
    <div>
      <MarkdownEditor
        value={draft.value}
        onChange={draft.change}
        label={t('comments.label')}
        onSubmit={submit}
        autoFocus
      />
      {save.error !== null && (
        <p role="alert" className={classes.refusal}>
          {errorText(save.error)}
        </p>
      )}
      <div className={classes.editFoot}>
        <Button size="compact-sm" onClick={leave}>
          {word('action.cancel')}
        </Button>
        <Button size="compact-sm" variant="filled" loading={save.isPending} onClick={submit}>
          {word('action.save')}
        </Button>
      </div>
    </div>
  );
}
