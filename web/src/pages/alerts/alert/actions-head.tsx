/** Starts a responder on an alert. */
import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../data/session.tsx';
import type { AlertDetail } from '../../../parts/alert/alert-data.ts';
import { RunResponderDialog } from '../../../parts/engine/responder-dialog.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import classes from './alert-page.module.css';

/** The way to run a responder; nothing for somebody who may not. */
export function ActionsHead({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const may = useMay('manageAction');
  const [opened, setOpened] = useState(false);
  const open = (): void => setOpened(true);
  useActions(
    may ? [{ id: 'alert.respond', label: t('respond'), group: t('group'), keys: 'f', perform: open }] : [],
  );
  if (!may) return null;
  return (
    <div className={classes.tools}>
      <Button
        leftSection={<IconBolt size={15} stroke={1.6} />}
        rightSection={<Keys keys="f" />}
        onClick={open}
      >
        {t('respond')}
      </Button>
      <RunResponderDialog
        entityType="alert"
        entityId={alert._id}
        label={alert.title}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </div>
  );
}
