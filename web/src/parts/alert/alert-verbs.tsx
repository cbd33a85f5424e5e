/** What can be done with an alert, each verb with its key, and the dialogs they open. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useMay, useMe } from '../../data/session.tsx';
import { type Action, useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Unhurried, useDue } from '../../ui/unhurried.tsx';
import classes from './alert.module.css';
import { useAlertActs } from './alert-actions.tsx';
import { type AlertDetail, useAlertStatuses, useSimilarCases } from './alert-data.ts';
import { AlertMenu } from './alert-menu.tsx';
import { CloseAlertDialog } from './close-dialog.tsx';
import { MergeDialog } from './merge/merge-dialog.tsx';
import { PromoteDialog } from './promote/promote-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';
import { useTold } from './told.ts';

/** A dialog of an alert. */
export type AlertDialog = 'promote' | 'merge' | 'close' | 'tags';

/** The verbs. */
export function AlertVerbs({
  alert,
  onGone,
}: {
  readonly alert: AlertDetail;
  /** The alert has been deleted. */
  readonly onGone?: (() => void) | undefined;
}) {
  const [dialog, setDialog] = useState<AlertDialog>();
  const verbs = useAlertVerbs(alert, setDialog);
  useActions(verbs.map(({ action }) => action));
  return (
    <div className={classes.verbs}>
      {verbs.map(({ action, label, primary, menuOnly }) =>
        menuOnly ? null : (
          <Button
            key={action.id}
            className={classes.verb}
            variant={primary ? 'filled' : 'default'}
            rightSection={action.keys === undefined ? undefined : <Keys keys={action.keys} />}
            onClick={action.perform}
          >
            {label}
          </Button>
        ),
      )}
      <Unhurried>
        <AlertMenu alert={alert} onDialog={setDialog} onGone={onGone} />
        <Dialogs alert={alert} dialog={dialog} onDialog={setDialog} />
      </Unhurried>
    </div>
  );
}

interface Verb {
  readonly action: Action;
  /** Short label of the button. */
  readonly label: string;
  readonly primary: boolean;
  readonly menuOnly: boolean;
}

/** The verbs that make sense for an alert in its state and for somebody with these rights. */
function useAlertVerbs(alert: AlertDetail, open: (dialog: AlertDialog) => void): readonly Verb[] {
  const { t } = useTranslation('alerts');
  const me = useMe();
  const acts = useAlertActs();
  const told = useTold();
  const mayChange = useMay('manageAlert/update');
  const mayImport = useMay('manageAlert/import');
  const mayReopen = useMay('manageAlert/reopen');
  // Known before the dialog opens, so that its keys act at once.
  useAlertStatuses();
  const similar = useSimilarCases(alert._id, { enabled: useDue() });
  const best = similar.data?.find(({ stage }) => stage !== 'Closed');
  const free = alert.stage !== 'Imported' && alert.caseId === undefined;
  const verb = (
    id: string,
    keys: string,
    label: string,
    perform: () => void,
    part: Partial<Verb> = {},
  ): Verb => ({
    action: { id: `alert.${id}`, label, group: t('group'), keys, perform },
    label,
    primary: false,
    menuOnly: false,
    ...part,
  });
  const closed = alert.stage === 'Closed';
  return [
    mayImport && free && verb('promote', 'p', t('verb.promote'), () => open('promote'), { primary: true }),
    mayImport &&
      free &&
      verb(
        'merge',
        'm',
        best === undefined ? t('verb.merge') : t('verb.mergeInto', { number: best.number }),
        () => open('merge'),
      ),
    mayChange && !closed && verb('close', 's', t('verb.close'), () => open('close')),
    mayReopen && closed && verb('reopen', 's', t('verb.reopen'), () => told(acts.reopen([alert._id]))),
    mayChange &&
      alert.assignee !== me?.login &&
      verb('take', 'i', t('verb.take'), () => told(acts.take([alert._id]))),
    mayChange && verb('tags', 'l', t('verb.tags'), () => open('tags'), { menuOnly: true }),
  ].filter((one) => one !== false);
}

function Dialogs({
  alert,
  dialog,
  onDialog,
}: {
  readonly alert: AlertDetail;
  readonly dialog: AlertDialog | undefined;
  readonly onDialog: (dialog: AlertDialog | undefined) => void;
}) {
  const navigate = useNavigate();
  const { organisation = '' } = useApi();
  const close = (): void => onDialog(undefined);
  const goTo = (number: number | undefined): void => {
    if (number !== undefined)
      void navigate({
        to: '/o/$organisation/cases/$number',
        params: { organisation, number: String(number) },
        search: {},
      });
  };
  const shared = { alertIds: [alert._id], onClose: close };
  return (
    <>
      <PromoteDialog
        {...shared}
        opened={dialog === 'promote'}
        onDone={({ number, open }) => goTo(open ? number : undefined)}
        onMergeInstead={() => onDialog('merge')}
      />
      <MergeDialog
        {...shared}
        opened={dialog === 'merge'}
        onDone={({ number, open }) => goTo(open ? number : undefined)}
      />
      <CloseAlertDialog {...shared} opened={dialog === 'close'} />
      <TagsDialog {...shared} tags={alert.tags} opened={dialog === 'tags'} />
    </>
  );
}
