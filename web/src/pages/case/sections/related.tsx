/** Cases and alerts that share values with a case, each with the reason and how rare it is; and merging two cases. */
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { get } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useApi, useMay } from '../../../data/session.tsx';
import { type SimilarAlert, type SimilarCase, useCaseCount } from '../../../parts/alert/alert-data.ts';
import { useCaseSearch } from '../../../parts/alert/merge/case-search.ts';
import { rarities } from '../../../parts/alert/rarity.ts';
import { SharedValues } from '../../../parts/alert/shared-values.tsx';
import { SeverityBadge, StageMark } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { Ago } from '../../../parts/time.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import { CaseLinks } from './links.tsx';
import { MergeCases } from './merge-cases.tsx';
import classes from './sections.module.css';

/** The section. */
export default function Section() {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { detail } = useCase();
  const origin = { entities: ['case', 'alert', 'observable'], about: detail._id };
  const cases = usePipeline<readonly SimilarCase[]>(
    'case-similar-cases',
    [get('case', detail._id), { _name: 'similarCasesLight' }],
    origin,
  );
  const alerts = usePipeline<readonly SimilarAlert[]>(
    'case-similar-alerts',
    [get('case', detail._id), { _name: 'similarAlertsLight' }],
    origin,
  );
  const mayMerge = useMay('manageCase/merge') && detail.extraData.isOwner;
  const [other, setOther] = useState<OutputCase>();
  const merge = (chosen: OutputCase): ReactNode =>
    mayMerge && (
      <Button
        size="compact-sm"
        aria-label={t('related.mergeName', { number: chosen.number })}
        onClick={() => setOther(chosen)}
      >
        {t('related.merge')}
      </Button>
    );
  return (
    <section className={classes.section} aria-label={t('related.title')}>
      <CaseLinks />
      <h2 className={classes.title}>{t('related.title')}</h2>
      {[cases, alerts].map(
        ({ error, refetch }, place) =>
          error !== null && (
            <Failure
              key={place === 0 ? 'cases' : 'alerts'}
              reason={text(error)}
              again={() => void refetch()}
              againLabel={word('action.retry')}
            />
          ),
      )}
      {(cases.isPending || alerts.isPending) && <LoadingRows rows={5} label={word('loading')} />}
      {cases.data?.length === 0 && alerts.data?.length === 0 && (
        <Message title={t('related.none')}>{t('related.noneReason')}</Message>
      )}
      {cases.data !== undefined && cases.data.length > 0 && (
        <Block title={t('related.cases', { count: cases.data.length })}>
          {cases.data.map((one) => (
            <RelatedCase key={one._id} similar={one} cases={cases.data} end={merge(one)} />
          ))}
        </Block>
      )}
      {alerts.data !== undefined && alerts.data.length > 0 && (
        <Block title={t('related.alerts', { count: alerts.data.length })}>
          {alerts.data.map((one) => (
            <RelatedAlert key={one._id} similar={one} cases={cases.data ?? []} />
          ))}
        </Block>
      )}
      {mayMerge && <OtherCase merge={merge} />}
      <MergeCases here={detail} other={other} onClose={() => setOther(undefined)} />
    </section>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.quiet}>{title}</h3>
      {children}
    </section>
  );
}

function RelatedCase({
  similar,
  cases,
  end,
}: {
  readonly similar: SimilarCase;
  readonly cases: readonly SimilarCase[];
  readonly end: ReactNode;
}) {
  const { t } = useTranslation('tasks');
  const total = useCaseCount();
  return (
    <div className={classes.item}>
      <CaseLine one={similar} end={end} />
      <p className={classes.reasons}>
        {t('related.shares', { count: similar.similarObservableCount })}{' '}
        <SharedValues values={countingThisCase(similar.shared, cases)} total={total} />
      </p>
    </div>
  );
}

function CaseLine({ one, end }: { readonly one: OutputCase; readonly end: ReactNode }) {
  const { organisation = '' } = useApi();
  return (
    <div className={classes.itemHead}>
      <SeverityBadge severity={one.severity} />
      <Link
        to="/o/$organisation/cases/$number"
        params={{ organisation, number: String(one.number) }}
        search={{}}
        className={classes.link}
      >
        #{one.number} <bdi>{one.title}</bdi>
      </Link>
      <StageMark kind="case" stage={one.stage} status={one.status} />
      <span className={classes.end}>
        <span className={classes.quiet}>
          <Ago at={one.startDate} />
        </span>
        {end}
      </span>
    </div>
  );
}

function RelatedAlert({
  similar,
  cases,
}: {
  readonly similar: SimilarAlert;
  readonly cases: readonly SimilarCase[];
}) {
  const { t } = useTranslation('tasks');
  const { organisation = '' } = useApi();
  const total = useCaseCount();
  return (
    <div className={classes.item}>
      <div className={classes.itemHead}>
        <SeverityBadge severity={similar.severity} />
        <Link
          to="/o/$organisation/alerts/$alertId"
          params={{ organisation, alertId: similar._id }}
          search={{}}
          className={classes.link}
        >
          <bdi>{similar.title}</bdi>
        </Link>
        <StageMark kind="alert" stage={similar.stage} status={similar.status} />
        <span className={`${classes.end} ${classes.quiet}`}>
          <Ago at={similar.date} />
        </span>
      </div>
      <p className={classes.reasons}>
        {t('related.shares', { count: similar.similarObservableCount })}{' '}
        <SharedValues values={countingThisCase(similar.shared, cases)} total={total} />
      </p>
    </div>
  );
}

/** The case itself holds every value that something shares with it. */
function countingThisCase(
  shared: SimilarCase['shared'],
  cases: readonly SimilarCase[],
): ReturnType<typeof rarities> {
  return rarities(shared, cases).map((value) => ({ ...value, cases: value.cases + 1 }));
}

/** Any other case, looked for by number, words or a value. */
function OtherCase({ merge }: { readonly merge: (one: OutputCase) => ReactNode }) {
  const { t } = useTranslation('tasks');
  const text = useErrorText();
  const { detail } = useCase();
  const [words, setWords] = useState('');
  const { found, error } = useCaseSearch(words);
  const others = (found ?? []).filter(({ _id }) => _id !== detail._id);
  return (
    <section>
      <TextInput
        label={t('related.other')}
        placeholder={t('related.search')}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      {error !== null && <p className={classes.failed}>{text(error)}</p>}
      {found !== undefined && others.length === 0 && <p className={classes.quiet}>{t('related.notFound')}</p>}
      {others.map((one) => (
        <div key={one._id} className={classes.item}>
          <CaseLine one={one} end={merge(one)} />
        </div>
      ))}
    </section>
  );
}
