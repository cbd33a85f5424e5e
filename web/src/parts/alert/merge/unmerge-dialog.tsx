/** Taking an alert out of its case again, with what goes and what stays seen before. */
import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../../contract/v1-types.ts';
import { ObservableValue } from '../../observable-value.tsx';
import { useAlertActs } from '../alert-actions.tsx';
import { Answer } from '../answer.tsx';
import classes from '../dialog.module.css';
import { DialogFoot } from '../dialog-foot.tsx';
import { nameOfObservable } from '../observable-order.ts';
import { submitKeys } from '../submit-keys.ts';
import { keptByReason, type UnmergePreview, useUnmergePreview, type WhyKept } from './merge-preview.ts';

/** What the dialog needs. */
export interface UnmergeDialogProps {
  readonly caseId: string;
  readonly alertId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Observables listed of each kind. */
const mostShown = 50;

/** The dialog. */
export function UnmergeDialog(props: UnmergeDialogProps) {
  const { t } = useTranslation('alerts');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('unmerge.title')}
      size={560}
      padding={0}
      classNames={{ header: classes.head ?? '', title: classes.title ?? '' }}
    >
      {props.opened && <Dialog {...props} />}
    </Modal>
  );
}

function Dialog({ caseId, alertId, onClose, onDone }: UnmergeDialogProps) {
  const { t } = useTranslation('alerts');
  const answer = useUnmergePreview(caseId, alertId);
  const [done, setDone] = useState(false);
  const { unmerge } = useAlertActs();
  const send = useMutation({ mutationFn: () => unmerge(alertId, caseId) });
  const submit = (): void => {
    if (send.isPending || done) return;
    send.mutate(undefined, {
      onSuccess: () => {
        setDone(true);
        onClose();
        onDone?.();
      },
    });
  };
  return (
    <form
      onKeyDown={submitKeys(submit)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.body}>
        <Answer of={answer} rows={4}>
          {(preview) => <Effect preview={preview} />}
        </Answer>
      </div>
      <DialogFoot
        consequence={t('unmerge.consequence')}
        refusal={send.error}
        submitLabel={t('unmerge.submit')}
        busy={send.isPending}
        blocked={answer.data === undefined}
        onCancel={onClose}
        onSubmit={submit}
      />
    </form>
  );
}

const reasons: readonly WhyKept[] = ['changed', 'analyzed', 'shared'];

function Effect({ preview }: { readonly preview: UnmergePreview }) {
  const { t } = useTranslation('alerts');
  const { observables, files, tags } = preview;
  const kept = keptByReason(preview);
  const removed = observables.removed.length + files.removed.length;
  return (
    <>
      <p>
        <b>
          {[
            t('unmerge.removed', { count: removed }),
            ...reasons.flatMap((why) =>
              kept[why] > 0 ? [t(`unmerge.kept.${why}`, { count: kept[why] })] : [],
            ),
          ].join(', ')}
        </b>
      </p>
      <Group title={t('unmerge.goes')} observables={observables.removed} />
      <Group title={t('unmerge.stays')} observables={observables.kept.map(({ object }) => object)} />
      {tags.removed.length > 0 && (
        <p className={classes.quiet}>
          {t('unmerge.tags')} <bdi>{tags.removed.join(', ')}</bdi>
        </p>
      )}
    </>
  );
}

function Group({
  title,
  observables,
}: {
  readonly title: string;
  readonly observables: readonly OutputObservable[];
}) {
  if (observables.length === 0) return null;
  return (
    <section>
      <h3 className={classes.partTitle}>{title}</h3>
      <ul>
        {observables.slice(0, mostShown).map((observable) => (
          <li key={observable._id} className={classes.alongLine}>
            <ObservableValue dataType={observable.dataType} value={nameOfObservable(observable)} />
          </li>
        ))}
      </ul>
      {observables.length > mostShown && <p className={classes.quiet}>+{observables.length - mostShown}</p>}
    </section>
  );
}
