/** The catalogue of analyzers and responders: what there is, what is enabled, what is wrong, and the settings of one at the side. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import type { EnabledNeuron } from '../../parts/engine/engine-data.ts';
import { useErrorText } from '../../parts/error-text.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { entriesOf, fits, noFacets } from './catalogue-entries.ts';
import { CatalogueFilter, useFacets } from './catalogue-filter.tsx';
import { EnableSeveral } from './enable-several.tsx';
import classes from './engine.module.css';
import { EngineTabs } from './engine-tabs.tsx';
import { type Neuron, offerElsewhere, useCatalogue, useConfiguredNeurons, useUsage } from './neuron-data.ts';
import { NeuronDrawer } from './neuron-drawer.tsx';
import { NeuronTable } from './neuron-table.tsx';
import { otherVersions } from './version-change.ts';

type Kind = 'analyzer' | 'responder';

/** The page. */
export function Page() {
  const { t } = useTranslation('engine');
  const { organisation = '', neuronId } = useParams({ strict: false });
  const { kind: wanted } = useSearch({ strict: false }) as { readonly kind?: string };
  const kind: Kind = wanted === 'responder' ? 'responder' : 'analyzer';
  const navigate = useNavigate();
  const { neurons, refused, error, isLoading, retry } = useNeurons();
  const { facets, change } = useFacets();
  const entries = useMemo(() => entriesOf(neurons), [neurons]);
  const ofKind = entries.filter(({ offer }) => offer.kind === kind);
  const shown = ofKind.filter((entry) => fits(entry, facets));
  const chosen = neurons.find(({ offer }) => offer.id === neuronId);
  const search = (before: Readonly<Record<string, string | undefined>>) => before as Record<string, string>;
  const choose = (id: string | undefined): void => {
    if (id === undefined)
      void navigate({ to: '/o/$organisation/engine/neurons', params: { organisation }, search });
    else
      void navigate({
        to: '/o/$organisation/engine/neurons/$neuronId',
        params: { organisation, neuronId: id },
        search,
      });
  };
  useNeuronKeys(shown, chosen, choose);
  const countOf = (of: Kind): number => entries.filter(({ offer }) => offer.kind === of).length;
  return (
    <main className={classes.screen}>
      {chosen === undefined ? (
        <PageHead title={t(`tab.${kind}`)} />
      ) : (
        <PageHead
          title={chosen.offer.name}
          crumbs={[
            {
              label: t(`tab.${kind}`),
              link: { to: '/o/$organisation/engine/neurons', params: { organisation }, search },
            },
          ]}
        />
      )}
      <section className={classes.list} aria-label={t(`tab.${kind}`)}>
        <EngineTabs
          current={kind}
          counts={{ analyzer: countOf('analyzer'), responder: countOf('responder') }}
        />
        <CatalogueFilter
          facets={facets}
          dataTypes={[...new Set(ofKind.flatMap(({ offer }) => offer.dataTypes))].sort()}
          onChange={change}
        >
          <EnableSeveral entries={shown} />
        </CatalogueFilter>
        <div className={classes.scroll}>
          {refused.map(({ file, reason }) => (
            <p key={`${file} ${reason}`} className={classes.broken} role="alert">
              <IconAlertTriangle size={16} stroke={1.6} aria-hidden="true" />
              <bdi>{t('refused', { file, reason })}</bdi>
            </p>
          ))}
          <Content
            error={error}
            isLoading={isLoading}
            retry={retry}
            isEmpty={shown.length === 0}
            onClear={() => change(noFacets)}
          >
            <NeuronTable entries={shown} current={neuronId} onChoose={choose} />
          </Content>
        </div>
      </section>
      {chosen !== undefined && (
        <NeuronDrawer
          key={chosen.offer.id}
          neuron={chosen}
          versions={otherVersions(chosen, neurons)}
          onChoose={choose}
          onClose={() => choose(undefined)}
        />
      )}
    </main>
  );
}

function Content({
  error,
  isLoading,
  retry,
  isEmpty,
  onClear,
  children,
}: {
  readonly error: Error | null;
  readonly isLoading: boolean;
  readonly retry: () => void;
  readonly isEmpty: boolean;
  readonly onClear: () => void;
  readonly children: React.ReactNode;
}) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  if (error instanceof ApiError && error.status === 403)
    return <Message title={t('readOnly')}>{t('readOnlyReason')}</Message>;
  if (error !== null) return <Failure reason={text(error)} again={retry} againLabel={word('action.retry')} />;
  if (isLoading) return <LoadingRows rows={12} label={word('loading')} />;
  if (!isEmpty) return children;
  return (
    <Message title={t('none')}>
      <p>{t('noneReason')}</p>
      <Button size="compact-md" onClick={onClear}>
        {t('facet.clear')}
      </Button>
    </Message>
  );
}

function useNeurons() {
  const catalogue = useCatalogue();
  const enabled = useConfiguredNeurons();
  const usage = useUsage();
  const neurons = useMemo((): readonly Neuron[] => {
    const isHere = (neuron: EnabledNeuron): boolean => neuron.serverFacts === undefined;
    const byDefinition = new Map(
      enabled.neurons.filter(isHere).map((neuron) => [neuron.definitionId, neuron]),
    );
    const usageOf = (id: string) => usage.get(id) ?? { runs: 0, failed: 0 };
    const here = (catalogue.data?.offers ?? []).map((offer) => ({
      offer,
      enabled: byDefinition.get(offer.id),
      usage: usageOf(offer.id),
    }));
    const elsewhere = enabled.neurons
      .filter((neuron) => !isHere(neuron))
      .map((neuron) => ({
        offer: offerElsewhere(neuron),
        enabled: neuron,
        usage: usageOf(neuron.definitionId),
      }));
    return [...here, ...elsewhere];
  }, [catalogue.data, enabled.neurons, usage]);
  return {
    neurons,
    refused: catalogue.data?.refused ?? [],
    error: catalogue.error ?? enabled.error,
    isLoading: catalogue.isLoading || enabled.isLoading,
    retry: () => {
      void catalogue.refetch();
      enabled.retry();
    },
  };
}

function useNeuronKeys(
  shown: readonly Neuron[],
  chosen: Neuron | undefined,
  choose: (id: string | undefined) => void,
): void {
  const { t } = useTranslation('engine');
  const group = t('tabs');
  const index = chosen === undefined ? -1 : shown.indexOf(chosen);
  const move = (step: number) => (): void => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, index + step))];
    if (next !== undefined) choose(next.offer.id);
  };
  useActions([
    { id: 'neuron-next', label: t('next'), group, keys: 'j', onlyKeys: true, perform: move(1) },
    { id: 'neuron-previous', label: t('previous'), group, keys: 'k', onlyKeys: true, perform: move(-1) },
    {
      id: 'neuron-close',
      label: t('closePanel'),
      group,
      keys: 'Escape',
      onlyKeys: true,
      perform: () => choose(undefined),
    },
  ]);
}
