/** What stands in the queue when there is nothing in it. */
import { Button } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Message } from '../../../ui/states.tsx';

/** The empty queue, with a way in for mails for people who may make alerts. */
export function EmptyQueue({ onMail }: { readonly onMail: (() => void) | undefined }) {
  const { t } = useTranslation('lists');
  return (
    <Message
      icon={<IconInbox size={24} stroke={1.6} aria-hidden="true" />}
      title={t('alerts.empty')}
      action={onMail !== undefined && <Button onClick={onMail}>{t('act.mail')}</Button>}
    >
      {t('alerts.emptyReason')}
    </Message>
  );
}
