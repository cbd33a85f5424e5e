/** The observables that tell most: signs of compromise and what analyzers found bad, with their short results. */
import { IconStarFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../../contract/v1-types.ts';
import { follow, get, page, sort } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { Answer } from '../../../parts/alert/answer.tsx';
import { LevelGlyph } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { mostTelling } from '../../../parts/case/known.ts';
import { MiniReports } from '../../../parts/engine/mini-report.tsx';
import { taxonomiesOf, worstLevel } from '../../../parts/engine/taxonomies.ts';
import { ObservableValue } from '../../../parts/observable-value.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import classes from './overview.module.css';

/** Observables that are looked through, and shown. */
const mostRead = 200;
const mostShown = 5;

/** The block; nothing while the case has no observables. */
export function WhatWeKnow({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const { total } = detail.extraData.observableStats;
  const answer = usePipeline<readonly OutputObservable[]>(
    'case-known',
    [
      get('case', caseId),
      follow('observables'),
      sort([{ ioc: 'desc' }, { _createdAt: 'desc' }]),
      page(0, mostRead),
    ],
    { entities: ['observable', 'job'], about: caseId },
    { enabled: total > 0 },
  );
  if (total === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="case-known">
      <div className={classes.cardHead}>
        <h2 id="case-known" className={classes.cardTitle}>
          {t('known.title')}
        </h2>
        <span className={classes.quiet}>{t('known.of', { shown: Math.min(total, mostShown), total })}</span>
      </div>
      <Answer of={answer} rows={4}>
        {(observables) => (
          <ul>
            {mostTelling(observables, mostShown).map((observable) => (
              <Known key={observable._id} observable={observable} />
            ))}
          </ul>
        )}
      </Answer>
    </section>
  );
}

function Known({ observable }: { readonly observable: OutputObservable }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { organisation, number } = useCaseAddress();
  const { _id, dataType, data, attachment, ioc, reports } = observable;
  const level = worstLevel(taxonomiesOf(reports));
  return (
    <li className={classes.known}>
      <Link
        className={classes.knownValue}
        to="/o/$organisation/cases/$number/$section/$itemId"
        params={{ organisation, number, section: 'observables', itemId: _id }}
        search={{}}
      >
        <ObservableValue dataType={dataType} value={data ?? attachment?.name ?? ''} />
      </Link>
      {ioc && (
        <span className={classes.ioc} title={t('known.ioc')}>
          <IconStarFilled size={13} aria-hidden="true" />
          <span className="sk-hidden">{t('known.ioc')}</span>
        </span>
      )}
      <span className={classes.knownLevel} title={word(`level.${level ?? 'none'}`)}>
        <LevelGlyph level={level} />
        <span className="sk-hidden">{word(`level.${level ?? 'none'}`)}</span>
      </span>
      <span className={classes.knownReports}>
        <MiniReports reports={reports} most={2} />
      </span>
    </li>
  );
}
