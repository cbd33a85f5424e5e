/** What can be begun from anywhere. */
import { Button, Menu } from '@mantine/core';
import { IconBriefcase, IconMail, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi, useMay } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import { useShell } from './shell-state.tsx';

/** The menu; absent for who may begin nothing. */
export function NewMenu() {
  const mayCase = useMay('manageCase/create');
  const mayAlert = useMay('manageAlert/create');
  return mayCase || mayAlert ? <Offered mayCase={mayCase} mayAlert={mayAlert} /> : null;
}

function Offered({ mayCase, mayAlert }: { readonly mayCase: boolean; readonly mayAlert: boolean }) {
  const { t } = useTranslation('shell');
  const { open, show } = useShell();
  const organisation = useApi().organisation ?? '';
  const navigate = useNavigate();
  const newCase = (): void =>
    void navigate({ to: '/o/$organisation/cases', params: { organisation }, search: { new: 'case' } });
  const newAlert = (): void =>
    void navigate({ to: '/o/$organisation/alerts', params: { organisation }, search: { new: 'mail' } });
  const group = t('group.new');
  useActions([
    {
      id: 'new',
      label: t('new.open'),
      group,
      keys: 'n',
      onlyKeys: true,
      everywhere: true,
      perform: () => show('new'),
    },
    ...(mayCase ? [{ id: 'new-case', label: t('new.case'), group, perform: newCase }] : []),
    ...(mayAlert ? [{ id: 'new-mail', label: t('new.mail'), group, perform: newAlert }] : []),
  ]);
  return (
    <Menu
      opened={open === 'new'}
      onChange={(opened) => show(opened ? 'new' : undefined)}
      position="bottom-end"
      withinPortal={false}
      width={230}
    >
      <Menu.Target>
        <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.6} />}>
          {t('new.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayCase && (
          <Menu.Item leftSection={<IconBriefcase size={16} stroke={1.6} />} onClick={newCase}>
            {t('new.case')}
          </Menu.Item>
        )}
        {mayAlert && (
          <Menu.Item leftSection={<IconMail size={16} stroke={1.6} />} onClick={newAlert}>
            {t('new.mail')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
