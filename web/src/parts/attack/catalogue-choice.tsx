/** Which catalogue is looked at. One alone needs no choice. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputPatternCatalog } from '../../../../contract/v1-types.ts';

/** The catalogue of an id; without one that of enterprises, which most organisations work with, else the first. */
export function chosenCatalogue(
  catalogues: readonly OutputPatternCatalog[],
  id: string | undefined,
): OutputPatternCatalog | undefined {
  return (
    catalogues.find(({ _id }) => _id === id) ??
    catalogues.find(({ name, variant }) => /enterprise/i.test(`${name} ${variant ?? ''}`)) ??
    catalogues[0]
  );
}

/** The choice. */
export function CatalogueChoice({
  catalogues,
  chosen,
  onChoose,
}: {
  readonly catalogues: readonly OutputPatternCatalog[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('attack');
  if (catalogues.length < 2) return null;
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('catalogue')}
      value={chosen ?? ''}
      data={catalogues.map(({ _id, name }) => ({ value: _id, label: name }))}
      onChange={onChoose}
    />
  );
}
