/** The kinds of results with their counts; one of them can be looked at alone. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { searchKinds } from '../../parts/shell/search-kinds.ts';
import { type Counts, countText } from './counts.ts';
import classes from './search.module.css';

/** The list of kinds. */
export function Facets({ words, counts }: { readonly words: string; readonly counts: Counts }) {
  const { t } = useTranslation('shell');
  const organisation = useApi().organisation ?? '';
  const common = {
    to: '/o/$organisation/search',
    params: { organisation },
    className: classes.facet,
  } as const;
  return (
    <nav className={classes.facets} aria-label={t('search.facets')}>
      <Link {...common} search={{ q: words }}>
        {t('search.in.all')}
      </Link>
      {searchKinds.map((one) => (
        <Link key={one} {...common} search={{ q: words, in: one }}>
          {t(`search.in.${one}`)}
          <span className={classes.count}>{counts[one] === undefined ? '' : countText(counts[one])}</span>
        </Link>
      ))}
    </nav>
  );
}
