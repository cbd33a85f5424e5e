/** Merging alerts into a case: the case is chosen at the left, what changes in it is seen at the right. */
import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { SeverityBadge } from '../../badges.tsx';
import { useAlertActs } from '../alert-actions.tsx';
import { type AlertDetail, useAlert, useSimilarCases } from '../alert-data.ts';
import { Answer } from '../answer.tsx';
import classes from '../dialog.module.css';
import { DialogFoot } from '../dialog-foot.tsx';
import type { IntoCase } from '../promote/promote-dialog.tsx';
import { submitKeys } from '../submit-keys.ts';
import { CaseChoice } from './case-choice.tsx';
import own from './merge.module.css';
import { type FieldChoices, MergeEffect } from './merge-effect.tsx';
import { decided, useMergePreview } from './merge-preview.ts';

/** What the dialog needs. */
export interface MergeDialogProps {
  readonly alertIds: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone?: (into: IntoCase) => void;
}

/** The dialog. */
export function MergeDialog(props: MergeDialogProps) {
  const { t } = useTranslation('alerts');
  const { opened, onClose, alertIds } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('merge.title', { count: alertIds.length })}
      size={1120}
      padding={0}
      classNames={{ header: classes.head ?? '', title: classes.title ?? '', body: classes.modal ?? '' }}
    >
      {opened && alertIds[0] !== undefined && <Loading {...props} first={alertIds[0]} />}
    </Modal>
  );
}

function Loading({ first, ...props }: MergeDialogProps & { readonly first: string }) {
  const alert = useAlert(first);
  const similar = useSimilarCases(first);
  return (
    <Answer of={alert} rows={8}>
      {([found]) =>
        found === undefined ? null : (
          <Answer of={similar} rows={8}>
            {(cases) => <Dialog {...props} alert={found} best={cases[0]} />}
          </Answer>
        )
      }
    </Answer>
  );
}

function Dialog({
  alert,
  best,
  alertIds,
  onClose,
  onDone,
}: MergeDialogProps & { readonly alert: AlertDetail; readonly best: OutputCase | undefined }) {
  const { t } = useTranslation('alerts');
  const acts = useAlertActs();
  const [into, setInto] = useState(best);
  const [choices, setChoices] = useState<FieldChoices>({});
  const { data: preview } = useMergePreview(alert._id, into?._id);
  const [stay, setStay] = useState(true);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const send = async (how: 'merge' | 'import'): Promise<void> => {
    if (busy || into === undefined) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      await acts.merge(alertIds, into, { how, choices: decided(preview, choices) });
      onClose();
      onDone?.({ caseId: into._id, number: into.number, open: !stay });
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onKeyDown={submitKeys(() => void send('merge'))} onSubmit={(event) => event.preventDefault()}>
      <p className={classes.about}>
        <SeverityBadge severity={alert.severity} /> <bdi className="sk-ellipsis">{alert.title}</bdi>
      </p>
      <div className={own.halves}>
        <CaseChoice
          alertId={alert._id}
          chosen={into}
          onChoose={(chosen) => {
            setInto(chosen);
            setChoices({});
          }}
        />
        {into === undefined ? (
          <p className={own.nothingChosen}>{t('merge.first')}</p>
        ) : (
          <MergeEffect
            alertId={alert._id}
            into={into}
            more={alertIds.length - 1}
            choices={choices}
            onChoices={setChoices}
          />
        )}
      </div>
      <DialogFoot
        consequence={
          <Checkbox
            size="xs"
            label={t('merge.stay')}
            checked={stay}
            onChange={({ currentTarget }) => setStay(currentTarget.checked)}
          />
        }
        refusal={refusal}
        submitLabel={into === undefined ? t('verb.merge') : t('merge.submit', { number: into.number })}
        busy={busy}
        blocked={into === undefined}
        onCancel={onClose}
        onSubmit={() => void send('merge')}
      >
        <Button disabled={busy || into === undefined} onClick={() => void send('import')}>
          {t('merge.importOnly')}
        </Button>
      </DialogFoot>
    </form>
  );
}
