/** Taking a case back from an organisation. */
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import type { CaseWork } from '../task/case-work.ts';
import classes from './sharing.module.css';
import { useShareActs } from './sharing-data.ts';

/** The question. */
export function WithdrawDialog({
  case_,
  organisation,
  opened,
  onClose,
}: {
  readonly case_: CaseWork;
  readonly organisation: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const acts = useShareActs(case_._id);
  const { attempt, busy, refusal } = useAttempt();
  const withdraw = async (): Promise<void> => {
    if (await attempt(() => acts.withdraw(organisation))) onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('sharing.withdrawTitle', { name: organisation })}>
      <p>{t('sharing.withdrawEffect', { name: organisation })}</p>
      <Refusal of={refusal} />
      <div className={classes.foot}>
        <Button onClick={onClose} data-autofocus>
          {word('action.cancel')}
        </Button>
        <Button variant="filled" color="red" loading={busy} onClick={() => void withdraw()}>
          {t('sharing.withdraw')}
        </Button>
      </div>
    </Modal>
  );
}
