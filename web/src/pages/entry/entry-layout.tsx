/** The ground of the pages before the sign-in: the name of the product at the left, the form at the right. */
import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconLanguage, IconSun } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, isLanguage, languages } from '../../texts/index.ts';
import classes from './entry.module.css';
import { publicStatus } from './public-status.ts';

/** Widths of the bars of the hive from the top, in per cent; the last rows leave the door open. */
const bars: readonly number[] = [34, 48, 58, 66, 74, 80, 85, 88, 90];
const doorRows: readonly number[] = [92, 94, 96];

/** The two halves. `aside` stands below the name of the product. */
export function EntryLayout({
  aside,
  children,
}: {
  readonly aside: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.layout}>
      <aside className={classes.brand}>
        <p className={classes.name}>
          <img src="/icon.svg" alt="" width={28} height={28} className={classes.icon} />
          Skep
        </p>
        {aside}
        <div className={classes.hive} aria-hidden="true">
          {bars.map((width) => (
            <span key={width} className={classes.bar} style={{ width: `${width}%` }} />
          ))}
          {doorRows.map((width) => (
            <span key={width} className={classes.door} style={{ width: `${width}%` }}>
              <span className={classes.bar} />
              <span className={classes.bar} />
            </span>
          ))}
        </div>
      </aside>
      <main className={classes.main}>
        <div className={classes.switches}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <div className={classes.form}>{children}</div>
        <Foot />
      </main>
    </div>
  );
}

/** Which product answers here, in which version. */
function Foot() {
  const { data } = useQuery(publicStatus);
  return (
    <footer className={classes.foot}>
      {data !== undefined && `${data.product.name} ${data.product.version}`}
    </footer>
  );
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation('entry');
  const current = isLanguage(i18n.language) ? i18n.language : 'en';
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes.switch} aria-label={`${t('language')}: ${languages[current]}`}>
          <IconLanguage size={16} stroke={1.6} />
          {languages[current]}
          <IconChevronDown size={14} stroke={1.6} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(languages).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => isLanguage(language) && void changeLanguage(i18n, language)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const schemes = ['auto', 'light', 'dark'] as const;

function ThemeSwitch() {
  const { t } = useTranslation('entry');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton
          className={classes.switch}
          aria-label={`${t('theme.label')}: ${t(`theme.${colorScheme}`)}`}
        >
          <IconSun size={16} stroke={1.6} />
          {t(`theme.${colorScheme}`)}
          <IconChevronDown size={14} stroke={1.6} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)}>
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
