/** Cases and alerts that share values with an alert, with the values and how rare they are. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { SeverityBadge, StageMark } from '../badges.tsx';
import { Avatar } from '../person.tsx';
import { Ago } from '../time.tsx';
import classes from './alert.module.css';
import {
  type AlertDetail,
  type SimilarAlert,
  type SimilarCase,
  useCaseCount,
  useSimilarAlerts,
  useSimilarCases,
} from './alert-data.ts';
import { Answer } from './answer.tsx';
import { rarities } from './rarity.ts';
import { Section } from './section.tsx';
import { SharedValues } from './shared-values.tsx';

/** Cases and alerts shown beside a list. */
const mostCases = 2;
const mostAlerts = 3;

/** The block; `all` lists every one that was found. */
export function RelatedSection({
  alert,
  all = false,
}: {
  readonly alert: AlertDetail;
  readonly all?: boolean;
}) {
  const { t } = useTranslation('alerts');
  const cases = useSimilarCases(alert._id);
  const alerts = useSimilarAlerts(alert._id);
  const caseCount = cases.data?.length;
  const alertCount = alerts.data?.length;
  const none = caseCount === 0 && alertCount === 0;
  return (
    <Section
      title={t('related.title')}
      count={
        caseCount === undefined || alertCount === undefined || none
          ? undefined
          : `${t('related.cases', { count: caseCount })}, ${t('related.alerts', { count: alertCount })}`
      }
    >
      {none && <p className={classes.quiet}>{t('related.none')}</p>}
      <Answer of={cases}>
        {(found) =>
          found
            .slice(0, all ? found.length : mostCases)
            .map((one) => <RelatedCase key={one._id} similar={one} cases={found} />)
        }
      </Answer>
      <Answer of={alerts}>
        {(found) =>
          found
            .slice(0, all ? found.length : mostAlerts)
            .map((one) => <RelatedAlert key={one._id} similar={one} />)
        }
      </Answer>
    </Section>
  );
}

function RelatedCase({
  similar,
  cases,
}: {
  readonly similar: SimilarCase;
  readonly cases: readonly SimilarCase[];
}) {
  const { t } = useTranslation('alerts');
  const { organisation = '' } = useApi();
  const total = useCaseCount();
  const values = rarities(similar.shared, cases);
  return (
    <div className={classes.relatedCase}>
      <div className={classes.line}>
        <Link
          to="/o/$organisation/cases/$number"
          params={{ organisation, number: String(similar.number) }}
          search={{}}
          className={classes.relatedTitle}
        >
          <span className={classes.number}>#{similar.number}</span> <bdi>{similar.title}</bdi>
        </Link>
        <span className={classes.end}>
          <StageMark stage={similar.stage} status={similar.status} kind="case" />
          {similar.assignee !== undefined && <Avatar login={similar.assignee} />}
        </span>
      </div>
      <p className={classes.reasons}>
        {t('related.shares', { count: values.length })} <SharedValues values={values} total={total} />
      </p>
    </div>
  );
}

function RelatedAlert({ similar }: { readonly similar: SimilarAlert }) {
  const { t } = useTranslation('alerts');
  const { organisation = '' } = useApi();
  return (
    <div className={classes.relatedAlert}>
      <SeverityBadge severity={similar.severity} />
      <Link
        to="/o/$organisation/alerts/$alertId"
        params={{ organisation, alertId: similar._id }}
        search={{}}
        className={classes.relatedTitle}
      >
        <bdi>{similar.title}</bdi>
      </Link>
      <span className={`${classes.end} ${classes.quiet}`}>
        {t('related.shared', { count: similar.shared.length })}
        {' · '}
        <Ago at={similar.date} />
      </span>
    </div>
  );
}
