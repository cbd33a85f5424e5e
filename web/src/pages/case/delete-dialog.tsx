/** Deleting a case: what goes with it, and its number typed as a sign that it is meant. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../data/queries.ts';
import { useApi, useMay } from '../../data/session.tsx';
import { useCase } from '../../parts/case/case-context.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import { useUndo } from '../../ui/undo.tsx';
import classes from './close/close.module.css';

/** The dialog. */
export function DeleteDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  return (
    <Modal opened={opened} onClose={onClose} title={t('delete.title', { number: detail.number })} size={480}>
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const [typed, setTyped] = useState('');
  const { remove, busy, refusal } = useRemoval();
  const { taskStats, observableStats, attachmentCount, shareCount } = detail.extraData;
  const isMeant = typed.trim().replace('#', '') === String(detail.number);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isMeant) void remove();
      }}
    >
      <p>{t('delete.goes')}</p>
      <ul className={classes.goes}>
        <li>{t('delete.tasks', { count: taskStats.total ?? 0 })}</li>
        <li>{t('delete.observables', { count: observableStats.total })}</li>
        <li>{t('delete.files', { count: attachmentCount })}</li>
        {shareCount > 0 && <li>{t('delete.shares', { count: shareCount })}</li>}
      </ul>
      <TextInput
        data-autofocus
        label={t('delete.type', { number: detail.number })}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        error={refusal}
        autoComplete="off"
      />
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button type="submit" variant="filled" color="red" disabled={!isMeant} loading={busy}>
          {t('act.delete')}
        </Button>
      </div>
    </form>
  );
}

/** Deletes and goes back to the list; who may restore is offered to take it back. */
function useRemoval() {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const api = useApi();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const reason = useErrorText();
  const { offer } = useUndo();
  const mayRestore = useMay('manageConfig');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.remove(`/case/${detail._id}`);
    } catch (error) {
      setRefusal(reason(error));
      setBusy(false);
      return;
    }
    await navigate({
      to: '/o/$organisation/cases',
      params: { organisation: api.organisation ?? '' },
      search: {},
    });
    await refresh(['case']);
    if (!mayRestore) return;
    offer({
      label: t('done.deleted', { number: detail.number }),
      async undo() {
        await api.post(`/case/${detail._id}/restore`);
        await refresh(['case']);
      },
    });
  };
  return { remove, busy, refusal };
}
