/** The rarer acts on an alert. */
import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi, useMay } from '../../data/session.tsx';
import { Keys } from '../../ui/keys.tsx';
import { type Severity, SeverityBadge } from '../badges.tsx';
import { useAlertActs } from './alert-actions.tsx';
import type { AlertDetail } from './alert-data.ts';
import type { AlertDialog } from './alert-verbs.tsx';
import { useTold } from './told.ts';

const severities: readonly Severity[] = [1, 2, 3, 4];

/** The menu. */
export function AlertMenu({
  alert,
  onDialog,
  onGone,
}: {
  readonly alert: AlertDetail;
  readonly onDialog: (dialog: AlertDialog) => void;
  readonly onGone?: (() => void) | undefined;
}) {
  const { t } = useTranslation('alerts');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const acts = useAlertActs();
  const told = useTold();
  const mayChange = useMay('manageAlert/update');
  const mayDelete = useMay('manageAlert/delete');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(`${location.origin}/o/${organisation}/alerts/${alert._id}`);
    notifications.show({ message: t('menu.copied') });
  };
  const remove = async (): Promise<void> => {
    await acts.remove([alert._id]);
    onGone?.();
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" size={28} aria-label={word('action.more')}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && (
          <>
            <Menu.Item rightSection={<Keys keys="l" />} onClick={() => onDialog('tags')}>
              {t('verb.tags')}
            </Menu.Item>
            <Menu.Item onClick={() => told(acts.follow(alert._id, !alert.follow))}>
              {alert.follow ? t('menu.unfollow') : t('menu.follow')}
            </Menu.Item>
            <Menu.Label>{word('field.severity')}</Menu.Label>
            {severities.map((severity) => (
              <Menu.Item
                key={severity}
                disabled={severity === alert.severity}
                onClick={() => told(acts.setSeverity([alert._id], severity))}
              >
                <SeverityBadge severity={severity} word />
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Item onClick={() => told(copy())}>{t('menu.copyLink')}</Menu.Item>
        {mayDelete && (
          <Menu.Item color="red" onClick={() => told(remove())}>
            {word('action.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
