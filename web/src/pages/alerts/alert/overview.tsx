/** The first part of an alert's page: why it fired, what it brings, what it resembles, its fields and times. */

import { defang } from '@skep/sdk/fanging';
import { useTranslation } from 'react-i18next';
import type { AlertDetail } from '../../../parts/alert/alert-data.ts';
import { CommentComposer, CommentsSection } from '../../../parts/alert/comments-section.tsx';
import { ObservablesSection } from '../../../parts/alert/observables-section.tsx';
import { RelatedSection } from '../../../parts/alert/related-section.tsx';
import { Section } from '../../../parts/alert/section.tsx';
import { VerdictsSection } from '../../../parts/alert/verdicts-section.tsx';
import { WhyItFired } from '../../../parts/alert/why-it-fired.tsx';
import { AlertProcedures } from '../../../parts/attack/alert-procedures.tsx';
import { Tag } from '../../../parts/badges.tsx';
import { Duration, useExactTime } from '../../../parts/time.tsx';
import classes from './alert-page.module.css';

/** The part. */
export function Overview({ alert }: { readonly alert: AlertDetail }) {
  return (
    <div className={classes.columns}>
      <div className={classes.card}>
        <WhyItFired alert={alert} whole />
        <ObservablesSection alert={alert} all />
        <AlertProcedures alert={alert} />
        <CommentsSection alert={alert} />
        <CommentComposer alertId={alert._id} />
      </div>
      <div className={classes.card}>
        <RelatedSection alert={alert} />
        <VerdictsSection alert={alert} />
        <Facts alert={alert} />
        <Times alert={alert} />
        <CustomFields alert={alert} />
      </div>
    </div>
  );
}

function Facts({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const { t: word } = useTranslation('words');
  return (
    <Section title={t('facts.title')}>
      <dl className={classes.pairs}>
        <dt>{word('field.type')}</dt>
        <dd>
          <bdi>{alert.type}</bdi>
        </dd>
        <dt>{word('field.source')}</dt>
        <dd>
          <bdi>{alert.source}</bdi>
        </dd>
        <dt>{t('facts.reference')}</dt>
        <dd>
          <bdi className="sk-mono">{alert.sourceRef}</bdi>
        </dd>
        {alert.externalLink !== undefined && (
          <>
            <dt>{t('facts.link')}</dt>
            <dd>
              <bdi className="sk-mono">{defang(alert.externalLink, 'url')}</bdi>
            </dd>
          </>
        )}
        {alert.summary !== undefined && (
          <>
            <dt>{word('field.summary')}</dt>
            <dd>
              <bdi>{alert.summary}</bdi>
            </dd>
          </>
        )}
        {alert.tags.length > 0 && (
          <>
            <dt>{word('field.tags')}</dt>
            <dd className={classes.tags}>
              {alert.tags.map((tag) => (
                <Tag key={tag} name={tag} />
              ))}
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}

const durations = [
  'timeToDetect',
  'timeToTriage',
  'timeToAcknowledge',
  'timeToQualify',
  'handlingDuration',
] as const;
const moments = ['date', '_createdAt', 'inProgressDate', 'importedDate', 'closedDate'] as const;

function Times({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const exact = useExactTime();
  return (
    <Section title={t('times.title')}>
      <dl className={classes.pairs}>
        {moments.map((name) => {
          const at = alert[name];
          return at === undefined ? null : (
            <div key={name} className={classes.pair}>
              <dt>{t(`times.${name}`)}</dt>
              <dd className="sk-numbers">{exact(at)}</dd>
            </div>
          );
        })}
        {durations.map((name) => {
          const length = alert[name];
          return length === undefined ? null : (
            <div key={name} className={classes.pair}>
              <dt>{t(`times.${name}`)}</dt>
              <dd>
                <Duration milliseconds={length} />
              </dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

function CustomFields({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const exact = useExactTime();
  const fields = alert.customFields ?? [];
  if (fields.length === 0) return null;
  return (
    <Section title={t('fields.title')}>
      <dl className={classes.pairs}>
        {fields.map(({ _id, name, type, value }) => (
          <div key={_id} className={classes.pair}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi>
                {value === null || value === undefined
                  ? t('fields.empty')
                  : type === 'date'
                    ? exact(Number(value))
                    : String(value)}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
