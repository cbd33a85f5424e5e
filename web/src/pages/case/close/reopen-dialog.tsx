/** Reopening a closed case: why, and with which status it goes on. The reason is kept as a comment. */
import { Button, Modal, Select, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../../data/drafts.ts';
import { useRefresh } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useCaseStatuses } from '../../../parts/case/case-data.ts';
import { changedWithCase } from '../../../parts/case/use-case-change.ts';
import { useErrorText } from '../../../parts/error-text.ts';
import { Keys } from '../../../ui/keys.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import classes from './close.module.css';

/** The dialog. */
export function ReopenDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  return (
    <Modal opened={opened} onClose={onClose} title={t('reopen.title', { number: detail.number })} size={480}>
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail, may } = useCase();
  const { status: preset } = useCaseAddress();
  const open = useCaseStatuses().filter(({ stage }) => stage !== 'Closed');
  const [chosen, setChosen] = useState<string>();
  const draft = useDraft(`case:${detail._id}:reopening`);
  const reason = draft.value.trim();
  const { reopen, busy, refusal } = useReopening(() => {
    draft.discard();
    onClose();
  });
  const status = chosen ?? preset ?? open.find(({ stage }) => stage === 'InProgress')?.value;
  const mayComment = may('manageComment');
  const complete = status !== undefined && (reason !== '' || !mayComment);
  const submit = (): void => {
    if (complete) void reopen(status, reason);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Select
        label={word('field.status')}
        data={open.map(({ value }) => ({
          value,
          label: word(`caseStatus.${value}` as 'caseStatus.New', { defaultValue: value }),
        }))}
        value={status ?? null}
        onChange={(value) => setChosen(value ?? undefined)}
        allowDeselect={false}
      />
      {mayComment && (
        <Textarea
          data-autofocus
          label={t('reopen.reason')}
          description={t('reopen.kept')}
          minRows={3}
          value={draft.value}
          onChange={({ currentTarget }) => draft.change(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
      )}
      {refusal !== undefined && (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      )}
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          disabled={!complete}
          loading={busy}
          rightSection={<Keys keys="$mod+Enter" />}
        >
          {t('act.reopen')}
        </Button>
      </div>
    </form>
  );
}

function useReopening(onDone: () => void) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const api = useApi();
  const refresh = useRefresh();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const reopen = async (status: string, reason: string): Promise<void> => {
    setBusy(true);
    try {
      await api.patch(`/case/${detail._id}`, { status });
    } catch (error) {
      setRefusal(errorText(error));
      setBusy(false);
      return;
    }
    if (reason !== '')
      await api
        .post(`/case/${detail._id}/comment`, { message: t('reopen.comment', { reason }) })
        .catch((error: unknown) => notifications.show({ message: errorText(error) }));
    await refresh([...changedWithCase, 'comment']);
    onDone();
  };
  return { reopen, busy, refusal };
}
