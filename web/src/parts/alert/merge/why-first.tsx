/** The values that speak for a case, each with how rare it is; common ones are struck out, because they say nothing. */
import { useTranslation } from 'react-i18next';
import { ObservableValue } from '../../observable-value.tsx';
import { type SimilarCase, useCaseCount } from '../alert-data.ts';
import classes from '../dialog.module.css';
import { rarities } from '../rarity.ts';
import { useRarityText } from '../shared-values.tsx';

/** Most values listed. */
const mostShown = 8;

/** The values; nothing for a case that is not similar. */
export function WhyFirst({
  similar,
  cases,
}: {
  readonly similar: SimilarCase | undefined;
  readonly cases: readonly SimilarCase[];
}) {
  const { t } = useTranslation('alerts');
  const rarity = useRarityText(useCaseCount());
  if (similar === undefined) return null;
  const values = rarities(similar.shared, cases);
  return (
    <section className={classes.adds} aria-label={t('merge.why', { number: similar.number })}>
      <h3 className={classes.partTitle}>{t('merge.why', { number: similar.number })}</h3>
      <ul>
        {values.slice(0, mostShown).map(({ dataType, data, cases: holders, common }) => (
          <li key={`${dataType}:${data}`} className={classes.alongLine} data-common={common || undefined}>
            <ObservableValue dataType={dataType} value={data} />
            <span className={`${classes.end} ${classes.quiet}`}>{rarity(holders, common)}</span>
          </li>
        ))}
      </ul>
      {values.length > mostShown && (
        <p className={classes.quiet}>{t('related.others', { count: values.length - mostShown })}</p>
      )}
    </section>
  );
}
