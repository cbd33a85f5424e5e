/** Asks before something is deleted, and says first what hangs on it. */
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { useApi } from '../../../data/session.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import classes from './form.module.css';
import { useRefusal } from './refusal.ts';

/** Kinds of what can hang on something; the texts name them. */
export type DependantKind = 'case' | 'alert' | 'task' | 'observable' | 'caseTemplate' | 'user';

/** What hangs on it; the count may be a lower bound. */
export interface Dependant {
  readonly kind: DependantKind;
  readonly count: number;
}

/** Counts what hangs on something. */
export type ReadDependants = (api: Api) => Promise<readonly Dependant[]>;

/** The dialog. */
export function DeleteDialog({
  place,
  title,
  consequence,
  act,
  dependants,
  error,
  isBusy,
  onClose,
  onConfirm,
}: {
  /** Tells the questions for dependants apart. */
  readonly place: string;
  readonly title: string;
  /** What follows from it. */
  readonly consequence: string;
  /** The verb on the button. */
  readonly act: string;
  readonly dependants?: ReadDependants | undefined;
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  return (
    <Modal opened onClose={onClose} title={title} size={460}>
      <div className={classes.dialog}>
        {dependants !== undefined && <Dependants place={place} read={dependants} />}
        <p className={classes.note}>{consequence}</p>
        {error !== null && <Failure reason={refusal(error)} againLabel="" />}
        <div className={classes.line}>
          <span className={classes.spread} />
          <Button data-autofocus onClick={onClose}>
            {word('action.cancel')}
          </Button>
          <Button variant="filled" color="red" loading={isBusy} onClick={onConfirm}>
            {act}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Dependants({ place, read }: { readonly place: string; readonly read: ReadDependants }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const api = useApi();
  const refusal = useRefusal();
  const { data, error, refetch } = useQuery({
    queryKey: [api.organisation, 'dependants', place],
    queryFn: () => read(api),
    staleTime: 0,
  });
  if (error !== null)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={2} label={word('loading')} />;
  const used = data.filter(({ count }) => count !== 0);
  if (used.length === 0) return <p className={classes.note}>{t('dependants.none')}</p>;
  return (
    <div>
      <p className={classes.heading}>{t('dependants.title')}</p>
      <ul className={classes.rows}>
        {used.map(({ kind, count }) => (
          <li key={kind}>{t(`dependants.${kind}`, { count: Math.abs(count) })}</li>
        ))}
      </ul>
    </div>
  );
}
