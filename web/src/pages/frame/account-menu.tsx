/** Oneself: preferences, appearance, language, sign-out. */
import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconAdjustments, IconCheck, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../data/preferences.tsx';
import { useApi, useMe } from '../../data/session.tsx';
import { Avatar } from '../../parts/person.tsx';
import { changeLanguage, isLanguage, languages } from '../../texts/index.ts';
import { useShell } from './shell-state.tsx';
import classes from './top-bar.module.css';

const schemes = ['auto', 'light', 'dark'] as const;

/** Ends the session and leads to the sign-in, whatever the server answers: the person wants to be gone. */
export function useSignOut(): () => void {
  const api = useApi();
  return () => {
    const leave = (): void => window.location.assign('/sign-in');
    api.post('/logout').then(leave, leave);
  };
}

/** The menu. */
export function AccountMenu() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const organisation = useApi().organisation ?? '';
  const navigate = useNavigate();
  const { openSheet } = useShell();
  const signOut = useSignOut();
  const go = (section: string) => (): void =>
    void navigate({ to: '/o/$organisation/me/$section', params: { organisation, section }, search: {} });
  return (
    <Menu width={250} position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={`${classes.mark} ${classes.me}`}>
          <span className="sk-hidden">{t('account.label')}: </span>
          <Avatar login={me?.login ?? ''} name={me?.name} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <bdi>{me?.name}</bdi>
          <bdi className={classes.personNote}>{me?.login}</bdi>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} stroke={1.6} />} onClick={go('profile')}>
          {t('account.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconAdjustments size={16} stroke={1.6} />} onClick={go('preferences')}>
          {t('account.preferences')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={openSheet}>
          {t('sheet.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('account.theme')}</Menu.Label>
        <SchemeItems />
        <Menu.Label>{t('account.language')}</Menu.Label>
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={signOut}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeItems() {
  const { t } = useTranslation('entry');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { change } = usePreferences();
  return schemes.map((scheme) => (
    <Menu.Item
      key={scheme}
      rightSection={colorScheme === scheme ? <IconCheck size={16} stroke={1.6} /> : undefined}
      onClick={() => {
        setColorScheme(scheme);
        void change({ theme: scheme });
      }}
    >
      {t(`theme.${scheme}`)}
    </Menu.Item>
  ));
}

function LanguageItems() {
  const { i18n } = useTranslation();
  const { change } = usePreferences();
  return Object.entries(languages).map(([language, name]) => (
    <Menu.Item
      key={language}
      lang={language}
      rightSection={i18n.language === language ? <IconCheck size={16} stroke={1.6} /> : undefined}
      onClick={() => {
        if (!isLanguage(language)) return;
        void changeLanguage(i18n, language);
        void change({ language });
      }}
    >
      {name}
    </Menu.Item>
  ));
}
