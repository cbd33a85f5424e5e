/** Short results of analyzers beside a value: glyph, source, value. Only what is bad is tinted, so that clean rows stay grey. */
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from '../badges.tsx';
import classes from './mini-report.module.css';
import { type Taxonomy, taxonomiesOf, taxonomyText } from './taxonomies.ts';

/** Short results that are shown before "+n". */
const mostShown = 3;

/** One short result. */
export function MiniReport({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const { t } = useTranslation('words');
  const { level, namespace, value, analyzer } = taxonomy;
  const whole = [analyzer, taxonomyText(taxonomy)].filter((part) => part !== '').join(': ');
  return (
    <span className={classes.report} data-level={level} data-testid="mini-report" title={whole}>
      <LevelGlyph level={level} />
      <span className="sk-hidden">{t(`level.${level}`)}</span>
      <bdi className={classes.source}>{namespace}</bdi>
      <bdi className={classes.value}>{value}</bdi>
    </span>
  );
}

/** The most telling results of an observable, as its field `reports` holds them. Nothing when it was never analysed. */
export function MiniReports({
  reports,
  most = mostShown,
}: {
  readonly reports: unknown;
  readonly most?: number;
}) {
  const taxonomies = taxonomiesOf(reports);
  const rest = taxonomies.slice(most);
  return (
    <span className={classes.reports}>
      {keyed(taxonomies.slice(0, most)).map(({ key, taxonomy }) => (
        <MiniReport key={key} taxonomy={taxonomy} />
      ))}
      {rest.length > 0 && (
        <span className={classes.rest} title={rest.map(taxonomyText).join('\n')}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

/** A result in full, in mono: `VT:score="8/92"`. */
export function TaxonomyChip({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const { t } = useTranslation('words');
  const text = taxonomyText(taxonomy);
  return (
    <span className={classes.report} data-level={taxonomy.level} data-full title={text}>
      <LevelGlyph level={taxonomy.level} />
      <span className="sk-hidden">{t(`level.${taxonomy.level}`)}</span>
      <bdi className={classes.full}>{text}</bdi>
    </span>
  );
}

/** Gives each result a key of its own; analyzers do repeat themselves. */
export function keyed(
  taxonomies: readonly Taxonomy[],
): readonly { readonly key: string; readonly taxonomy: Taxonomy }[] {
  const seen = new Map<string, number>();
  return taxonomies.map((taxonomy) => {
    const text = `${taxonomy.analyzer} ${taxonomyText(taxonomy)}`;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return { key: `${text} ${times}`, taxonomy };
  });
}
