/** Asks, when a TLP is raised on what others have, whether it is to be taken back from them. */
import { Button, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../data/session.tsx';
import type { Raised } from './raised.ts';
import classes from './sharing.module.css';

/** The question. */
export function RaisedDialog({
  raised,
  onRaise,
  onClose,
}: {
  readonly raised: Raised;
  readonly onRaise: (withdraw: boolean) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const mayShare = useMay('manageShare');
  const { held, tlp } = raised;
  const mayWithdraw = mayShare && held.every(({ isOwner }) => isOwner);
  const names = [...new Set(held.flatMap(({ organisations }) => organisations))].sort().join(', ');
  return (
    <Modal opened onClose={onClose} title={t('raised.title', { count: held.length })}>
      <div className={classes.caution} data-caution="against" role="note">
        <IconAlertTriangle size={18} stroke={1.6} aria-hidden="true" />
        <p>{t('raised.reason', { tlp: word(`tlp.${tlp}` as 'tlp.4'), names })}</p>
      </div>
      <p className={classes.effect}>{mayWithdraw ? t('raised.withdrawn') : t('raised.notYours')}</p>
      <div className={classes.foot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button onClick={() => onRaise(false)}>{t('raised.raise')}</Button>
        {mayWithdraw && (
          <Button variant="filled" data-autofocus onClick={() => onRaise(true)}>
            {t('raised.both')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
