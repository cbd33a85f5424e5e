/** The panel at the side of a list that holds the open item; also what it says when there is no such item. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../../ui/actions.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { Message } from '../../../ui/states.tsx';
import { useSettingsAddress } from '../use-address.ts';
import classes from './form.module.css';

/** The panel. */
export function ItemPanel({
  label,
  isMissing,
  onClose,
  children,
}: {
  readonly label: string;
  readonly isMissing: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { section } = useSettingsAddress();
  const where = t(`section.${section}` as 'section.users', { defaultValue: '' });
  useActions([
    {
      id: 'settings-close',
      label: word('action.close'),
      group: t('title'),
      keys: 'Escape',
      onlyKeys: true,
      perform: onClose,
    },
  ]);
  return (
    <Drawer
      label={label}
      resizeLabel={t('panel.resize')}
      closeLabel={word('action.close')}
      onClose={onClose}
      head={<span className={classes.spread}>{where}</span>}
    >
      {isMissing ? <Message title={t('panel.missing')} /> : children}
    </Drawer>
  );
}
