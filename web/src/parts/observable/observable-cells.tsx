/** Cells of a list of observables. */
import { IconEye, IconLoader2, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LevelGlyph, PapBadge, Tag, TlpBadge } from '../badges.tsx';
import { nameOfValue } from '../engine/engine-data.ts';
import { MiniReports } from '../engine/mini-report.tsx';
import { type EmptyEnd, saidBy } from '../engine/run-marks.ts';
import { stateGlyphs } from '../engine/run-state.tsx';
import { taxonomiesOf, worstLevel } from '../engine/taxonomies.ts';
import { ObservableValue } from '../observable-value.tsx';
import { OrdinaryMark, ordinaryReasonOf } from '../ordinary-mark.tsx';
import classes from './observable-cells.module.css';
import type { ObservableRow } from './observable-data.ts';
import { useMarksOf } from './run-marks.tsx';

/** The value, defanged, with its star and its eye. */
export function ValueCell({ row }: { readonly row: ObservableRow }) {
  const { t } = useTranslation('observables');
  return (
    <span className={classes.value}>
      <ObservableValue dataType={row.dataType} value={nameOfValue(row)} />
      {row.ioc && (
        <span className={classes.ioc} title="IOC">
          <IconStarFilled size={13} aria-hidden="true" />
          <span className="sk-hidden">IOC</span>
        </span>
      )}
      {row.sighted && (
        <span className={classes.sighted} title={t('mark.sighted')}>
          <IconEye size={14} stroke={1.6} aria-hidden="true" />
          <span className="sk-hidden">{t('mark.sighted')}</span>
        </span>
      )}
      <OrdinaryMark reason={ordinaryReasonOf(row)} />
    </span>
  );
}

/** The worst that analyzers said with how many say so; what runs, failed, was blocked or found nothing while nothing is known. */
export function VerdictCell({ row }: { readonly row: ObservableRow }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const marks = useMarksOf(row._id);
  const taxonomies = taxonomiesOf(row.reports);
  const level = worstLevel(taxonomies);
  const count = taxonomies.filter((taxonomy) => taxonomy.level === level).length;
  const isRunning = (marks?.running ?? 0) > 0;
  return (
    <span className={classes.verdict} data-level={level ?? 'none'}>
      {isRunning ? (
        <IconLoader2 size={15} stroke={1.8} className={classes.arc} aria-hidden="true" />
      ) : (
        <LevelGlyph level={level} />
      )}
      {level !== undefined && word(`level.${level}`)}
      {level !== undefined && count > 1 && <span className={classes.count}>{count}</span>}
      {isRunning && (
        <span className={level === undefined ? classes.quiet : 'sk-hidden'}>
          {t('mark.running', { count: marks?.running ?? 0 })}
        </span>
      )}
      {level === undefined && !isRunning && marks?.end === undefined && (
        <WithoutVerdict isSilent={marks?.isSilent ?? false} />
      )}
      {!isRunning && marks?.end !== undefined && <EndMark end={marks.end} isBrief={level !== undefined} />}
    </span>
  );
}

/** Why there is no verdict: nothing was asked, or no answer had a short result. */
function WithoutVerdict({ isSilent }: { readonly isSilent: boolean }) {
  const { t } = useTranslation('observables');
  return (
    <span className={classes.quiet} title={isSilent ? t('mark.silentWhy') : undefined}>
      {isSilent ? t('mark.silent') : t('mark.never')}
    </span>
  );
}

/** How the last run ended that brought nothing; where others brought something, its glyph alone. */
function EndMark({ end, isBrief }: { readonly end: EmptyEnd; readonly isBrief: boolean }) {
  const { t } = useTranslation('observables');
  const said = useSaid(end);
  // That an analyzer knows nothing is no news beside what others know.
  if (isBrief && end.state === 'NoResult') return null;
  const Glyph = stateGlyphs[end.state];
  return (
    <span className={classes.end} data-state={end.state} title={said}>
      <Glyph size={14} stroke={1.6} aria-hidden="true" />{' '}
      <span className={isBrief ? 'sk-hidden' : undefined}>{t(`mark.${end.state}`)}</span>
    </span>
  );
}

function useSaid(end: EmptyEnd | undefined): string {
  const { t } = useTranslation('observables');
  if (end === undefined) return '';
  return saidBy(end.message === '' ? { ...end, message: t(`mark.${end.state}`) } : end);
}

/** The short results, or what was said by the analyzer that failed, or by the rule that kept it from running. */
export function ReportsCell({ row }: { readonly row: ObservableRow }) {
  const end = useMarksOf(row._id)?.end;
  const said = useSaid(end);
  if (taxonomiesOf(row.reports).length > 0 || end === undefined)
    return <MiniReports reports={row.reports} most={2} />;
  return (
    <bdi className={classes.end} data-state={end.state} title={said}>
      {said}
    </bdi>
  );
}

/** Other cases and alerts that have the value. */
export function SeenCell({ row }: { readonly row: ObservableRow }) {
  const { t } = useTranslation('observables');
  const { seen = 0, ioc = false } = row.extraData.seen ?? {};
  if (seen === 0) return null;
  return (
    <span className={ioc ? classes.bad : classes.quiet} title={ioc ? t('seen.ioc') : undefined}>
      {t('seen.count', { count: seen })}
    </span>
  );
}

/** Tags; the whole list is in the tooltip. */
export function TagsCell({ row }: { readonly row: ObservableRow }) {
  return (
    <span className={classes.tags} title={row.tags.join(', ')}>
      {row.tags.slice(0, 2).map((tag) => (
        <Tag key={tag} name={tag} />
      ))}
      {row.tags.length > 2 && <span className={classes.quiet}>+{row.tags.length - 2}</span>}
    </span>
  );
}

/** TLP and PAP, left out where they are those of the case or alert. */
export function MarkingsCell({
  row,
  usual,
}: {
  readonly row: ObservableRow;
  readonly usual: { readonly tlp: number; readonly pap: number };
}) {
  return (
    <span className={classes.tags}>
      {row.tlp !== usual.tlp && <TlpBadge tlp={row.tlp} />}
      {row.pap !== usual.pap && <PapBadge pap={row.pap} />}
    </span>
  );
}

/** An observable as a card on phones. */
export function ObservableCard({ row }: { readonly row: ObservableRow }) {
  return (
    <span className={classes.card}>
      <ValueCell row={row} />
      <VerdictCell row={row} />
    </span>
  );
}
