/** What analyzers had told of an observable when it was seen, and what they tell now or had told at the moment one went back to. */
import { useTranslation } from 'react-i18next';
import type { OutputJob } from '../../../../../../contract/v1-types.ts';
import { filters, list, page, where } from '../../../../data/pipeline.ts';
import { usePipeline } from '../../../../data/queries.ts';
import { Answer } from '../../../../parts/alert/answer.tsx';
import { useJobsOf } from '../../../../parts/engine/engine-data.ts';
import { keyed, MiniReport } from '../../../../parts/engine/mini-report.tsx';
import { isRecord, taxonomiesIn } from '../../../../parts/engine/taxonomies.ts';
import classes from './event-panel.module.css';
import { runsKnownAt } from './known-runs.ts';
import { useMomentTexts } from './use-moment-text.ts';

/** The verdicts at both moments. */
export function KnownVerdicts({
  observableId,
  at,
  asOf,
}: {
  readonly observableId: string;
  readonly at: number;
  /** Undefined: as of now. */
  readonly asOf: number | undefined;
}) {
  const { t } = useTranslation('timeline');
  const { full } = useMomentTexts();
  const jobs = useJobsOf(observableId);
  return (
    <Answer of={jobs}>
      {(all) => (
        <dl className={classes.verdicts}>
          <dt>{t('verdicts.then')}</dt>
          <dd>
            <Verdicts runs={runsKnownAt(all, at)} />
          </dd>
          <dt>{asOf === undefined ? t('verdicts.now') : t('verdicts.asOf', { moment: full(asOf) })}</dt>
          <dd>
            <Verdicts runs={runsKnownAt(all, asOf ?? Number.POSITIVE_INFINITY)} />
          </dd>
        </dl>
      )}
    </Answer>
  );
}

function Verdicts({ runs }: { readonly runs: readonly OutputJob[] }) {
  const { t } = useTranslation('timeline');
  const ids = runs.map(({ _id }) => _id).sort();
  const reports = usePipeline<readonly OutputJob[]>(
    'known-reports',
    [list('job'), where(filters.in('_id', ids)), page(0, ids.length, ['report'])],
    { entities: ['job'] },
    { enabled: ids.length > 0 },
  );
  if (ids.length === 0) return <span className={classes.none}>{t('verdicts.none')}</span>;
  return (
    <Answer of={reports}>
      {(read) => (
        <span className={classes.reports}>
          {keyed(read.flatMap(taxonomiesOfRun)).map(({ key, taxonomy }) => (
            <MiniReport key={key} taxonomy={taxonomy} />
          ))}
        </span>
      )}
    </Answer>
  );
}

function taxonomiesOfRun({ report, analyzerName }: OutputJob) {
  return isRecord(report) ? taxonomiesIn(report.summary, analyzerName) : [];
}
