/** What an event stands on, below its text: observables lead to where they are read, files are fetched as protected archives. */
import { IconFileZip } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../../data/session.tsx';
import { useCase } from '../../../../parts/case/case-context.tsx';
import { protectedAddress } from '../../../../parts/markdown/markdown.tsx';
import { TypeGlyph } from '../../../../parts/observable-value.tsx';
import classes from './event-panel.module.css';
import type { TimelineEvent } from './events.ts';
import { type Evidence, evidenceOf } from './evidence.ts';

/** The list; nothing where an event stands on nothing. */
export function EvidenceList({ event }: { readonly event: TimelineEvent }) {
  const { t } = useTranslation('timeline');
  const all = evidenceOf(event);
  if (all.length === 0) return null;
  return (
    <section className={classes.evidence} aria-label={t('evidence.label')}>
      <h4>{t('evidence.label')}</h4>
      <ul>
        {all.map((one) => (
          <li key={one.id}>
            <Source of={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Source({ of: { id, dataType, name } }: { readonly of: Evidence }) {
  const { t } = useTranslation('timeline');
  const { organisation = '' } = useApi();
  const { detail } = useCase();
  if (dataType === undefined) {
    return (
      <a
        href={protectedAddress(organisation, id)}
        className={classes.source}
        aria-label={t('evidence.fetch', { name })}
      >
        <IconFileZip size={15} stroke={1.6} aria-hidden="true" />
        <bdi>{name}</bdi>
      </a>
    );
  }
  const params = { organisation, number: String(detail.number), section: 'observables', itemId: id };
  return (
    <Link
      to="/o/$organisation/cases/$number/$section/$itemId"
      params={params}
      search={{}}
      className={classes.source}
    >
      <span aria-hidden="true">
        <TypeGlyph dataType={dataType} />
      </span>
      <span className="sk-hidden">{dataType}</span>
      <bdi className="sk-mono">{name}</bdi>
    </Link>
  );
}
