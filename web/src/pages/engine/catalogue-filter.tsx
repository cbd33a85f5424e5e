/** What narrows the catalogue: words, how a neuron stands, what it takes, whether data leaves. All of it stands in the address. */
import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Facets, neuronStates } from './catalogue-entries.ts';
import classes from './engine.module.css';

const names = { words: 'q', state: 'state', dataType: 'type', egress: 'egress' } as const;

/** The facets of the address, and the way to change them. */
export function useFacets(): {
  readonly facets: Facets;
  readonly change: (facets: Partial<Facets>) => void;
} {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const { q = '', state = '', type = '', egress = '' } = search;
  return {
    facets: { words: q, state, dataType: type, egress },
    change(facets) {
      const next = Object.fromEntries(
        Object.entries(facets).map(([name, value]) => [names[name as keyof Facets], value]),
      );
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, string | undefined>>) =>
          ({ ...before, ...next }) as Record<string, string>,
        replace: true,
      });
    },
  };
}

/** The bar. */
export function CatalogueFilter({
  facets,
  dataTypes,
  onChange,
  children,
}: {
  readonly facets: Facets;
  /** Types that neurons of the list take. */
  readonly dataTypes: readonly string[];
  readonly onChange: (facets: Partial<Facets>) => void;
  /** Acts on what is left. */
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('engine');
  return (
    <div className={classes.query}>
      <TextInput
        className={classes.search ?? ''}
        size="xs"
        leftSection={<IconSearch size={14} stroke={1.6} />}
        placeholder={t('search')}
        aria-label={t('search')}
        value={facets.words}
        onChange={({ currentTarget }) => onChange({ words: currentTarget.value })}
      />
      <Select
        size="xs"
        w={140}
        aria-label={t('column.state')}
        placeholder={t('facet.anyState')}
        clearable
        data={neuronStates.map((value) => ({
          value,
          label: value === 'update' ? t('facet.update') : t(`state.${value}`),
        }))}
        value={facets.state === '' ? null : facets.state}
        onChange={(state) => onChange({ state: state ?? '' })}
      />
      <Select
        size="xs"
        w={140}
        aria-label={t('facet.dataType')}
        placeholder={t('facet.anyType')}
        clearable
        searchable
        data={[...dataTypes]}
        value={facets.dataType === '' ? null : facets.dataType}
        onChange={(dataType) => onChange({ dataType: dataType ?? '' })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('column.destination')}
        value={facets.egress}
        data={[
          { value: '', label: t('facet.all') },
          { value: 'stays', label: t('facet.stays') },
          { value: 'leaves', label: t('facet.leaves') },
        ]}
        onChange={(egress) => onChange({ egress })}
      />
      {children}
    </div>
  );
}
