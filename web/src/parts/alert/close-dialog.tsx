/** Closing alerts by keyboard: a digit or the arrows choose how they ended, a note says why. */
import { Modal, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../data/drafts.ts';
import { Keys } from '../../ui/keys.tsx';
import { StageMark } from '../badges.tsx';
import { DraftState } from '../markdown/draft-state.tsx';
import { useAlertActs } from './alert-actions.tsx';
import { useAlertStatuses } from './alert-data.ts';
import classes from './dialog.module.css';
import { DialogFoot } from './dialog-foot.tsx';
import { useFirstFocus } from './first-focus.ts';
import { submitKeys } from './submit-keys.ts';

/** What the dialog needs. */
export interface CloseAlertDialogProps {
  readonly alertIds: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Closes them in another way than at once; its rejection is shown. */
  readonly perform?: ((status: string, summary: string) => Promise<void>) | undefined;
  /** They are closed. */
  readonly onDone?: () => void;
}

/** The dialog. */
export function CloseAlertDialog(props: CloseAlertDialogProps) {
  const { t } = useTranslation('alerts');
  const { opened, onClose, alertIds } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('close.title', { count: alertIds.length })}
      size={440}
      padding={0}
      classNames={{ header: classes.head ?? '', title: classes.title ?? '' }}
    >
      <Choice {...props} />
    </Modal>
  );
}

function Choice({ alertIds, perform, onClose, onDone }: CloseAlertDialogProps) {
  const { t } = useTranslation('alerts');
  const { t: word } = useTranslation('words');
  const acts = useAlertActs();
  const statuses = useAlertStatuses().filter(({ stage, hidden }) => stage === 'Closed' && !hidden);
  const [chosen, setChosen] = useState<string>();
  const [first = '', ...others] = alertIds;
  const draft = useDraft(`alert:${first}:closing:${others.length}`);
  const summary = draft.value.trim();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const status = chosen ?? statuses[0]?.value;
  const focused = useFirstFocus<HTMLInputElement>(statuses.length > 0);
  const send = async (): Promise<void> => {
    if (busy || status === undefined) return;
    setBusy(true);
    try {
      await (perform?.(status, summary) ?? acts.close(alertIds, status, summary));
      draft.discard();
      onClose();
      onDone?.();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  const pick = (event: KeyboardEvent): void => {
    const digit = /^[1-9]$/.test(event.key) ? statuses[Number(event.key) - 1] : undefined;
    if (digit !== undefined) setChosen(digit.value);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void send();
  };
  return (
    <form
      onKeyDown={submitKeys(() => void send())}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={classes.body}>
        <fieldset className={classes.choices} onKeyDown={pick}>
          <legend className="sk-hidden">{t('close.how')}</legend>
          {statuses.map(({ value }, place) => (
            <label key={value} className={classes.choice} data-chosen={value === status || undefined}>
              <input
                type="radio"
                name="status"
                value={value}
                checked={value === status}
                onChange={() => setChosen(value)}
                ref={place === 0 ? focused : undefined}
                data-autofocus={place === 0 || undefined}
              />
              <StageMark stage="Closed" status={value} kind="alert" />
              {place < 9 && (
                <span className={classes.end}>
                  <Keys keys={String(place + 1)} />
                </span>
              )}
            </label>
          ))}
        </fieldset>
        <Textarea
          label={word('field.summary')}
          description={t('close.summaryHint')}
          autosize
          minRows={2}
          maxRows={8}
          value={draft.value}
          onChange={({ currentTarget }) => draft.change(currentTarget.value)}
        />
      </div>
      <DialogFoot
        consequence={<DraftState state={draft.state} />}
        refusal={refusal}
        submitLabel={t('close.submit')}
        busy={busy}
        blocked={status === undefined}
        onCancel={onClose}
        onSubmit={() => void send()}
      />
    </form>
  );
}
