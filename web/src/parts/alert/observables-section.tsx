/** What an alert brings, the worst first, each with the short results of its analyzers. */
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import { useMay } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { AnalyseDialog } from '../engine/analyse-dialog.tsx';
import { MiniReports } from '../engine/mini-report.tsx';
import { ObservableValue } from '../observable-value.tsx';
import { OrdinaryMark, ordinaryReasonOf } from '../ordinary-mark.tsx';
import classes from './alert.module.css';
import { type AlertDetail, useAlertObservables } from './alert-data.ts';
import { Answer } from './answer.tsx';
import { nameOfObservable, worstFirst } from './observable-order.ts';
import { Section } from './section.tsx';

/** Observables shown beside a list. */
const mostShown = 6;

/** The block; `all` lists every one. */
export function ObservablesSection({
  alert,
  all = false,
  onAll,
}: {
  readonly alert: AlertDetail;
  readonly all?: boolean;
  /** Shows all of them elsewhere. */
  readonly onAll?: (() => void) | undefined;
}) {
  const { t } = useTranslation('alerts');
  const answer = useAlertObservables(alert._id);
  return (
    <Section
      title={t('observables.title')}
      count={alert.observableCount}
      end={<AnalyseButton observables={answer.data ?? []} />}
    >
      <Answer of={answer} rows={4}>
        {(observables) => {
          const ordered = worstFirst(observables);
          const shown = all ? ordered : ordered.slice(0, mostShown);
          const left = alert.observableCount - shown.length;
          return (
            <>
              {observables.length === 0 && <p className={classes.quiet}>{t('observables.none')}</p>}
              <ul className={classes.observables}>
                {shown.map((observable) => (
                  <ObservableLine key={observable._id} observable={observable} />
                ))}
              </ul>
              {left > 0 && onAll !== undefined && (
                <button type="button" className={classes.more} onClick={onAll}>
                  {t('observables.more', { count: left })}
                </button>
              )}
              {left > 0 && all && <p className={classes.quiet}>{t('observables.rest', { count: left })}</p>}
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

/** Offers to analyse what the alert brings; nothing for somebody who may not, or where there is nothing. */
function AnalyseButton({ observables }: { readonly observables: readonly OutputObservable[] }) {
  const { t } = useTranslation('alerts');
  const may = useMay('manageAnalyse');
  const [opened, setOpened] = useState(false);
  const offered = may && observables.length > 0;
  const open = (): void => setOpened(true);
  useActions(
    offered
      ? [
          {
            id: 'alert.analyse',
            label: t('observables.analyse'),
            group: t('group'),
            keys: 'r',
            perform: open,
          },
        ]
      : [],
  );
  if (!offered) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconPlayerPlay size={14} stroke={1.6} />}
        rightSection={<Keys keys="r" />}
        onClick={open}
      >
        {t('observables.analyse')}
      </Button>
      <AnalyseDialog observables={observables} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

/** One observable in a line. */
export function ObservableLine({ observable }: { readonly observable: OutputObservable }) {
  const { t } = useTranslation('alerts');
  const { t: word } = useTranslation('words');
  const analysed = Object.keys(reportsOf(observable)).length > 0;
  return (
    <li className={classes.observable}>
      <ObservableValue dataType={observable.dataType} value={nameOfObservable(observable)} />
      <OrdinaryMark reason={ordinaryReasonOf(observable)} />
      <span className={classes.end}>
        {observable.ioc && (
          <span className={classes.star} title={t('observables.ioc')}>
            <IconStarFilled size={13} aria-hidden="true" />
            <span className="sk-hidden">{t('observables.ioc')}</span>
          </span>
        )}
        {analysed ? (
          <MiniReports reports={observable.reports} />
        ) : (
          <span className={classes.quiet}>{word('level.none')}</span>
        )}
      </span>
    </li>
  );
}

function reportsOf({ reports }: OutputObservable): object {
  return typeof reports === 'object' && reports !== null ? reports : {};
}
