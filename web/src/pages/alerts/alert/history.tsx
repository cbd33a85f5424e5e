/** What was done with an alert, the latest first: who, when, which fields, from what to what. */
import { useTranslation } from 'react-i18next';
import type { OutputAudit } from '../../../../../contract/v1-types.ts';
import { filters, list, page, sort, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import type { AlertDetail } from '../../../parts/alert/alert-data.ts';
import { Answer } from '../../../parts/alert/answer.tsx';
import { fieldChangesOf } from '../../../parts/history/bursts.ts';
import { FieldValue } from '../../../parts/history/field-value.tsx';
import { useFieldWord, useKindWord } from '../../../parts/history/history-words.ts';
import { Person } from '../../../parts/person.tsx';
import { Ago } from '../../../parts/time.tsx';
import classes from './alert-page.module.css';

/** Most entries that are read. */
const mostShown = 200;

/** The part. */
export function History({ alert }: { readonly alert: AlertDetail }) {
  const answer = usePipeline<readonly OutputAudit[]>(
    'alert-history',
    [
      list('audit'),
      // What was merged belongs to a case, yet is part of the story of the alert.
      where(filters.any(filters.is('rootId', alert._id), filters.is('objectId', alert._id))),
      sort([{ _createdAt: 'desc' }, { _id: 'desc' }]),
      page(0, mostShown),
    ],
    { entities: ['alert', 'observable', 'comment', 'attachment', 'audit'], about: alert._id },
  );
  return (
    <Answer of={answer} rows={6}>
      {(entries) => (
        <ol className={classes.card}>
          {entries
            .filter(({ mainAction, objectId }) => mainAction || objectId === alert._id)
            .map((entry) => (
              <Entry key={entry._id} entry={entry} />
            ))}
        </ol>
      )}
    </Answer>
  );
}

function Entry({ entry }: { readonly entry: OutputAudit }) {
  const { t } = useTranslation('alerts');
  const fieldWord = useFieldWord();
  const kindWord = useKindWord();
  return (
    <li className={classes.entry}>
      <div className={classes.entryHead}>
        <Person login={entry._createdBy} />
        <span>{t(`history.${entry.action}`)}</span>
        <span className={classes.count}>{kindWord(entry.objectType)}</span>
        <span className={`${classes.end} ${classes.count}`}>
          <Ago at={entry._createdAt} />
        </span>
      </div>
      {fieldChangesOf(entry).map(({ field, before, after }) => (
        <div key={field} className={classes.change}>
          <b>{fieldWord(field)}</b>{' '}
          <span className={classes.before}>
            <FieldValue entity={entry.objectType} field={field} value={before} />
          </span>{' '}
          → <FieldValue entity={entry.objectType} field={field} value={after} />
        </div>
      ))}
    </li>
  );
}
