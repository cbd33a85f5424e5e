/** Brings the language and the appearance that were chosen on another device to this one. */
import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../data/preferences.tsx';
import { changeLanguage } from '../../texts/index.ts';

/** Applies what the server keeps, once it has told. */
export function useChosenLooks(): void {
  const { preferences, known } = usePreferences();
  const { language, theme } = preferences;
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (known && language !== undefined && language !== i18n.language) void changeLanguage(i18n, language);
  }, [known, language, i18n]);
  useEffect(() => {
    if (known && theme !== undefined) setColorScheme(theme);
  }, [known, theme, setColorScheme]);
}
