/** What leaves the organisation, to whom, and what is kept back by which rule. The server checks the same once more. */
import { IconArrowBarRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import classes from './analyse.module.css';
import type { Egress } from './analysis-plan.ts';
import { neuronTitle } from './engine-data.ts';

/** The panel. */
export function EgressPanel({ egress }: { readonly egress: readonly Egress[] }) {
  const { t } = useTranslation('observables');
  const organisation = useApi().organisation ?? '';
  return (
    <section
      className={classes.egress}
      data-testid="egress-panel"
      aria-label={t('egress.title', { organisation })}
    >
      <p className={classes.egressHead}>
        <IconArrowBarRight size={16} stroke={1.6} aria-hidden="true" />
        <strong>{t('egress.title', { organisation })}</strong>
        <span className={classes.hint}>{t('egress.checked')}</span>
      </p>
      <ul className={classes.destinations}>
        {egress.map((one) => (
          <Destination key={one.destination ?? ''} egress={one} />
        ))}
      </ul>
    </section>
  );
}

function Destination({ egress: { destination, values, cached, blocked } }: { readonly egress: Egress }) {
  const { t } = useTranslation('observables');
  const count = values.reduce((sum, one) => sum + one.count, 0);
  const types = values.map((one) => `${one.count} ${one.dataType}`).join(', ');
  return (
    <li className={classes.destination}>
      <strong>
        <bdi>{destination === undefined ? t('egress.stays') : neuronTitle(destination)}</bdi>
      </strong>
      <span>
        {count === 0 ? t('egress.nothing') : t('egress.values', { count, types })}
        {cached > 0 && `, ${t('analyse.fromCache', { count: cached })}`}
      </span>
      {count > 0 && blocked.length === 0 && (
        <span className={classes.allowed}>
          {destination === undefined ? t('egress.inside') : t('egress.allowed')}
        </span>
      )}
      {blocked.map((one) => (
        <span key={one.rule} className={classes.blockedText}>
          {t('egress.blocked', { count: one.count, rule: one.rule.toUpperCase() })}
        </span>
      ))}
    </li>
  );
}
