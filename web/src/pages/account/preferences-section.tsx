/** How one likes to work. Every change counts at once, here and on every other device. */
import { SegmentedControl, Select, Switch, useMantineColorScheme } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Density, usePreferences } from '../../data/preferences.tsx';
import { changeLanguage, isLanguage, languages } from '../../texts/index.ts';
import classes from './account.module.css';

const schemes = ['auto', 'light', 'dark'] as const;
const densities = ['compact', 'cozy', 'comfortable'] as const;

/** The section. */
export function PreferencesSection() {
  return (
    <div className={classes.block}>
      <LanguageChoice />
      <ThemeChoice />
      <DensityChoice />
      <ZoneChoice />
      <KeysChoice />
    </div>
  );
}

function LanguageChoice() {
  const { t, i18n } = useTranslation('entry');
  const { change } = usePreferences();
  return (
    <Select
      label={t('language')}
      allowDeselect={false}
      value={i18n.language}
      data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      onChange={(language) => {
        if (!isLanguage(language)) return;
        void changeLanguage(i18n, language);
        void change({ language });
      }}
    />
  );
}

function ThemeChoice() {
  const { t } = useTranslation('entry');
  const { change } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Choice
      label={t('theme.label')}
      value={colorScheme}
      options={schemes.map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChange={(value) => {
        const theme = schemes.find((known) => known === value) ?? 'auto';
        setColorScheme(theme);
        void change({ theme });
      }}
    />
  );
}

function DensityChoice() {
  const { t } = useTranslation('entry');
  const { preferences, change } = usePreferences();
  return (
    <Choice
      label={t('account.density')}
      value={preferences.density}
      options={densities.map((value) => ({ value, label: t(`account.densities.${value}`) }))}
      onChange={(value) =>
        void change({ density: densities.find((known) => known === value) ?? ('cozy' satisfies Density) })
      }
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div>
      <p id={id} className={classes.label}>
        {label}
      </p>
      <SegmentedControl aria-labelledby={id} value={value} data={options} onChange={onChange} />
    </div>
  );
}

function ZoneChoice() {
  const { t } = useTranslation('entry');
  const { preferences, change } = usePreferences();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Select
      label={t('account.zone')}
      searchable
      allowDeselect={false}
      value={preferences.timeZone}
      data={[
        { value: 'browser', label: t('account.browserZone', { zone: own }) },
        { value: 'UTC', label: 'UTC' },
        ...Intl.supportedValuesOf('timeZone')
          .filter((zone) => zone !== 'UTC')
          .map((zone) => ({ value: zone, label: zone })),
      ]}
      onChange={(timeZone) => timeZone !== null && void change({ timeZone })}
    />
  );
}

function KeysChoice() {
  const { t } = useTranslation('entry');
  const { preferences, change } = usePreferences();
  return (
    <Switch
      label={t('account.singleKeys')}
      description={t('account.singleKeysNote')}
      checked={preferences.singleKeys}
      onChange={({ currentTarget }) => void change({ singleKeys: currentTarget.checked })}
    />
  );
}
