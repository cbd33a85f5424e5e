/** Height of rows, kept in this browser for all lists. */
import { useLocalStorage } from '@mantine/hooks';
import { type Density, rowHeights } from '../../ui/table/grid-types.ts';

/** The height and how to change it. */
export function useDensity(): readonly [Density, (density: Density) => void] {
  const [stored, setStored] = useLocalStorage<string>({
    key: 'skep.density',
    defaultValue: 'cozy',
    getInitialValueInEffect: false,
    serialize: (value) => value,
    deserialize: (value) => value ?? 'cozy',
  });
  const density = stored in rowHeights ? (stored as Density) : 'cozy';
  return [density, setStored];
}
