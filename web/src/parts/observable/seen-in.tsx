/** Where else a value was seen: the cases and alerts that have it, with how it was marked there. */
import { IconStarFilled } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { StageMark } from '../badges.tsx';
import { MiniReports } from '../engine/mini-report.tsx';
import { useErrorText } from '../error-text.ts';
import { Ago } from '../time.tsx';
import type { ObservableDetail, useSimilar } from './observable-data.ts';
import classes from './observable-details.module.css';

/** The list. */
export function SeenIn({ similar }: { readonly similar: ReturnType<typeof useSimilar> }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { data, error, refetch } = similar;
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  if (data === undefined) return <LoadingRows rows={3} label={word('loading')} />;
  if (data.length === 0) return <p className={classes.quiet}>{t('seen.nowhere')}</p>;
  return (
    <ul className={classes.places}>
      {data.map((observable) => (
        <Place key={observable._id} observable={observable} />
      ))}
    </ul>
  );
}

function Place({ observable }: { readonly observable: ObservableDetail }) {
  const { organisation = '' } = useParams({ strict: false });
  const { case: oneCase, alert } = observable.extraData.links ?? {};
  return (
    <li className={classes.place}>
      {oneCase !== undefined && oneCase !== null && (
        <>
          <StageMark kind="case" stage={oneCase.stage} status={oneCase.status} word={false} />
          <Link
            to="/o/$organisation/cases/$number"
            params={{ organisation, number: String(oneCase.number) }}
            search={{}}
            className={classes.placeName}
          >
            #{oneCase.number} <bdi>{oneCase.title}</bdi>
          </Link>
        </>
      )}
      {alert !== undefined && alert !== null && (
        <>
          <StageMark kind="alert" stage={alert.stage} status={alert.status} word={false} />
          <Link
            to="/o/$organisation/alerts/$alertId"
            params={{ organisation, alertId: alert._id }}
            search={{}}
            className={classes.placeName}
          >
            <bdi>{alert.title}</bdi>
          </Link>
        </>
      )}
      {observable.ioc && <IconStarFilled size={12} className={classes.star} aria-label="IOC" />}
      <MiniReports reports={observable.reports} most={1} />
      <span className={classes.quiet}>
        <Ago at={observable._createdAt} />
      </span>
    </li>
  );
}
