/** Copies a value: defanged at once, the true one by choice. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import { Keys } from '../../ui/keys.tsx';
import { useCopyValues } from './copy-values.ts';

/** The button. */
export function CopyButton({
  observable,
}: {
  readonly observable: Pick<OutputObservable, 'dataType' | 'data' | 'attachment'>;
}) {
  const { t } = useTranslation('observables');
  const copy = useCopyValues();
  return (
    <Button.Group>
      <Button
        size="compact-sm"
        leftSection={<IconCopy size={14} stroke={1.6} aria-hidden="true" />}
        onClick={() => copy([observable], 'defanged')}
      >
        {t('act.copyDefanged')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={26} aria-label={t('act.copyMore')}>
            <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection={<Keys keys="y d" />} onClick={() => copy([observable], 'defanged')}>
            {t('act.copyDefanged')}
          </Menu.Item>
          <Menu.Item rightSection={<Keys keys="y r" />} onClick={() => copy([observable], 'raw')}>
            {t('act.copyRaw')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
