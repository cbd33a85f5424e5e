/** One record of a change: who and when, and each changed field before and after. */
import { useTranslation } from 'react-i18next';
import { filters, list, page, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { ObservableValue } from '../../../parts/observable-value.tsx';
import { Person } from '../../../parts/person.tsx';
import { useExactTime } from '../../../parts/time.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import formClasses from '../form/form.module.css';
import { useRefusal } from '../form/refusal.ts';
import classes from './audit.module.css';
import { AuditObject } from './audit-object.tsx';
import { type AuditRow, changedFields, datumOf, textOf } from './audit-row.ts';
import { useAuditWords } from './audit-words.ts';

/** The record, from the list or read by itself. */
export function AuditDetail({ id, row }: { readonly id: string; readonly row: AuditRow | undefined }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const { data, error, refetch } = usePipeline<readonly AuditRow[]>(
    'audit-record',
    [list('audit'), where(filters.is('_id', id)), page(0, 1)],
    { entities: [] },
    { enabled: row === undefined },
  );
  const found = row ?? data?.[0];
  if (found !== undefined) return <Record row={found} />;
  if (error !== null)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={6} label={word('loading')} />;
  return <Message title={t('panel.missing')} />;
}

function Record({ row }: { readonly row: AuditRow }) {
  const { t } = useTranslation('settings');
  const { deed } = useAuditWords();
  const exact = useExactTime();
  return (
    <div className={formClasses.body}>
      <h2 className={formClasses.title}>{deed(row)}</h2>
      <p className={formClasses.note}>
        <AuditObject row={row} />
      </p>
      <dl className={classes.facts}>
        <dt>{t('column.who')}</dt>
        <dd>
          <Person login={row._createdBy} />
        </dd>
        <dt>{t('column.at')}</dt>
        <dd>{exact(row._createdAt)}</dd>
        <dt>{t('audit.object')}</dt>
        <dd className="sk-mono">
          {row.objectType} {row.objectId}
        </dd>
        <dt>{t('audit.request')}</dt>
        <dd className="sk-mono">{row.requestId}</dd>
      </dl>
      <Differences row={row} />
    </div>
  );
}

function Differences({ row }: { readonly row: AuditRow }) {
  const { t } = useTranslation('settings');
  const { field } = useAuditWords();
  const names = changedFields(row);
  if (names.length === 0) return <p className={formClasses.note}>{t('audit.nothing')}</p>;
  return (
    <section className={formClasses.section} aria-label={t('column.changes')}>
      <h3 className={formClasses.heading}>{t('column.changes')}</h3>
      <dl className={classes.changes}>
        {names.map((name) => (
          <div key={name} className={classes.change}>
            <dt>{field(name)}</dt>
            {isGiven(row.previous[name]) && (
              <dd className={classes.before}>
                <span className="sk-hidden">{t('audit.before')}: </span>
                <del>
                  <Value row={row} name={name} value={row.previous[name]} />
                </del>
              </dd>
            )}
            {Object.hasOwn(row.details, name) && (
              <dd className={classes.after}>
                <span className="sk-hidden">{t('audit.after')}: </span>
                <ins>
                  <Value row={row} name={name} value={row.details[name]} />
                </ins>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A value of a field; data of observables are never shown as they are. */
function Value({
  row,
  name,
  value,
}: {
  readonly row: AuditRow;
  readonly name: string;
  readonly value: unknown;
}) {
  const exact = useExactTime();
  const datum = name === 'data' ? datumOf(row) : undefined;
  if (datum !== undefined && typeof value === 'string')
    return <ObservableValue dataType={datum.dataType} value={value} wide />;
  const text = typeof value === 'number' && value > firstMoment ? exact(value) : textOf(value);
  return <bdi>{text || '–'}</bdi>;
}

/** Numbers above it are moments: nothing else that is recorded is counted in hundreds of billions. */
const firstMoment = 100_000_000_000;

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
