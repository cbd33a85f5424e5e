/** How many observables an alert brings, and the worst that is known of them. */
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from '../../../parts/badges.tsx';
import classes from './alert-cells.module.css';
import { useAlertFacts } from './alert-facts.tsx';
import type { AlertRow } from './alert-row.ts';

/** The cell. */
export function ObservablesCell({ row }: { readonly row: AlertRow }) {
  const { t: word } = useTranslation('words');
  const { level } = useAlertFacts(row._id);
  if (row.observableCount === 0) return null;
  return (
    <span className={classes.observables} title={word(`level.${level ?? 'none'}`)}>
      <LevelGlyph level={level} />
      <span className="sk-hidden">{word(`level.${level ?? 'none'}`)}</span>
      {row.observableCount}
    </span>
  );
}
