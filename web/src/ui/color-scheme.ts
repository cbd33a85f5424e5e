/** Remembers the colour scheme in the browser, under the name that the page reads before its first paint. */
import { localStorageColorSchemeManager, type MantineColorSchemeManager } from '@mantine/core';

/** Light, dark, or as the system has it. */
export function colorSchemes(): MantineColorSchemeManager {
  return localStorageColorSchemeManager({ key: 'skep.theme' });
}
