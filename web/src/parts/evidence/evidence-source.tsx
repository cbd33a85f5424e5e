/** What an event stands on as a link: observables lead to where they are read, files are fetched as protected archives. */
import { IconFileZip } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useCase } from '../case/case-context.tsx';
import { protectedAddress } from '../markdown/markdown.tsx';
import { TypeGlyph } from '../observable-value.tsx';
import classes from './evidence.module.css';
import { type Evidence, shortName } from './evidence.ts';

/** The link; only on the page of a case. */
export function EvidenceSource({ of }: { readonly of: Evidence }) {
  const { t } = useTranslation('timeline');
  const { organisation = '' } = useApi();
  const { detail } = useCase();
  const { id, dataType, name } = of;
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
      <bdi className="sk-mono">{shortName(of)}</bdi>
    </Link>
  );
}
