/** How far the packages of a neuron in Python are, why they could not be installed, and another attempt. */
import { Button, ScrollArea } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resourceQuery, useChange } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import { Failure } from '../../ui/states.tsx';
import classes from './engine.module.css';

/** An environment as the server tells it. */
interface Environment {
  readonly state: 'none' | 'missing' | 'making' | 'failed' | 'ready' | 'elsewhere';
  readonly step?: 'create' | 'install' | 'compile' | 'protect';
  readonly reason?: string;
  readonly log: readonly string[];
}

const askAgainMs = 2_000;

/** Kind of these answers. That a neuron changed does not make them read anew: turned off, it has none, and the answer would be a failure. */
export const environments = 'neuronEnvironment';

/** Nothing for a neuron that needs no packages. While it is turned off nothing is asked: what is gone makes every answer read anew. */
export function NeuronEnvironment({
  enabledId,
  isLeaving,
}: {
  readonly enabledId: string;
  /** The neuron is being turned off. */
  readonly isLeaving: boolean;
}) {
  const { t } = useTranslation('engine');
  const text = useErrorText();
  const api = useApi();
  const path = `/neuron/${enabledId}/environment`;
  const environment = useQuery({
    ...resourceQuery<Environment>(api, path, { entities: [environments] }),
    enabled: !isLeaving,
    refetchInterval: ({ state }) => (state.data?.state === 'making' ? askAgainMs : false),
  });
  const again = useChange<void>((to) => to.post(path, {}), [environments]);
  const { data } = environment;
  if (data === undefined || data.state === 'none') return null;
  const { state, step, reason, log } = data;
  const isMaking = state === 'making' || again.isPending;
  const stepName = step === undefined ? undefined : t(`environment.step.${step}`);
  return (
    <section className={classes.block} aria-label={t('environment.title')}>
      <h3 className={classes.heading}>{t('environment.title')}</h3>
      <div className={classes.head}>
        <span role="status">
          {t(`environment.state.${state}`)}
          {stepName !== undefined && state === 'making' && ` · ${stepName}`}
        </span>
        {(state === 'failed' || state === 'missing') && (
          <Button
            className={classes.spread ?? ''}
            size="xs"
            leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />}
            loading={isMaking}
            onClick={() => again.mutate()}
          >
            {t(`environment.${state === 'failed' ? 'again' : 'install'}`)}
          </Button>
        )}
      </div>
      {state === 'failed' && reason !== undefined && (
        <p className={classes.failure} role="alert">
          <bdi>{reason}</bdi>
        </p>
      )}
      {log.length > 0 && (
        <ScrollArea.Autosize
          mah={200}
          className={classes.installing ?? ''}
          viewportProps={{ tabIndex: 0, role: 'log', 'aria-label': t('environment.log') }}
        >
          <bdi>{log.join('\n')}</bdi>
        </ScrollArea.Autosize>
      )}
      {again.error !== null && <Failure reason={text(again.error)} againLabel="" />}
    </section>
  );
}
