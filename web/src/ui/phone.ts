/** Whether the screen is that of a phone; the style sheets use the same width. */
import { useMediaQuery } from '@mantine/hooks';

/** True on a phone. Known from the first drawing on, so that nothing jumps. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false }) ?? false;
}
