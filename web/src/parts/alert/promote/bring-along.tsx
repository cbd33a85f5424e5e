/** What comes along from an alert into its case; what is unticked stays in the alert only. */
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from '../../badges.tsx';
import { ObservableValue, shownValue } from '../../observable-value.tsx';
import { type AlertDetail, useAlertFiles, useAlertObservables } from '../alert-data.ts';
import { Answer } from '../answer.tsx';
import classes from '../dialog.module.css';
import { levelOf, nameOfObservable, worstFirst } from '../observable-order.ts';

/** The list. */
export function BringAlong({
  alert,
  left,
  onLeave,
}: {
  readonly alert: AlertDetail;
  /** Ids of observables that stay behind. */
  readonly left: ReadonlySet<string>;
  readonly onLeave: (left: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation('alerts');
  const observables = useAlertObservables(alert._id);
  const files = useAlertFiles(alert._id).data ?? [];
  const toggle = (id: string, comes: boolean): void => {
    const next = new Set(left);
    if (comes) next.delete(id);
    else next.add(id);
    onLeave(next);
  };
  return (
    <section className={classes.along} aria-label={t('promote.along')}>
      <h3 className={classes.partTitle}>
        {t('promote.along')}{' '}
        <span className={classes.quiet}>
          {t('promote.alongCount', {
            count: alert.observableCount,
            number: alert.observableCount - left.size,
          })}
        </span>
      </h3>
      <Answer of={observables} rows={4}>
        {(found) => (
          <ul className={classes.alongList}>
            {worstFirst(found).map((observable) => (
              <li key={observable._id} className={classes.alongLine}>
                <Checkbox
                  size="xs"
                  aria-label={shownValue(observable.dataType, nameOfObservable(observable))}
                  checked={!left.has(observable._id)}
                  onChange={({ currentTarget }) => toggle(observable._id, currentTarget.checked)}
                />
                <LevelGlyph level={levelOf(observable)} />
                <ObservableValue dataType={observable.dataType} value={nameOfObservable(observable)} />
              </li>
            ))}
          </ul>
        )}
      </Answer>
      {files.length > 0 && (
        <ul className={classes.alongList}>
          {files.map(({ _id, name }) => (
            <li key={_id} className={classes.alongLine}>
              <ObservableValue dataType="file" value={name} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
