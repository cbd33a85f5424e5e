/** One change: what was done to what, and for each field what it was and what it is now. */
import { defangText } from '@skep/sdk/indicators';
import { useTranslation } from 'react-i18next';
import { wordChanges } from '../editing/word-changes.ts';
import { Moment } from '../time.tsx';
import { type Change, type FieldChange, fieldChangesOf, saidBy } from './bursts.ts';
import { FieldValue } from './field-value.tsx';
import classes from './history.module.css';
import { useFieldWord, useKindWord } from './history-words.ts';

/** Texts longer than this are told word by word. */
const shortText = 60;
/** Longest text whose words are compared, in characters. */
const longestCompared = 20_000;

/** The entry. `titleOf` knows the names of objects whose record does not say them. */
export function ChangeEntry({
  change,
  titleOf,
}: {
  readonly change: Change;
  readonly titleOf: (id: string) => string | undefined;
}) {
  const { t } = useTranslation('tasks');
  const kindWord = useKindWord();
  const title = change.objectType === 'Case' ? undefined : (titleOf(change.objectId) ?? saidBy(change));
  return (
    <li className={classes.change}>
      <div className={classes.changeHead}>
        <span className={classes.action} data-action={change.action}>
          {t(`activity.${change.action}`)}
        </span>
        <span className={classes.kind}>{kindWord(change.objectType)}</span>
        {title !== undefined && <bdi className={classes.object}>{defangText(title.slice(0, 200))}</bdi>}
        <span className={classes.at}>
          <Moment at={change._createdAt} />
        </span>
      </div>
      <FieldChanges entity={change.objectType} changes={fieldChangesOf(change)} />
    </li>
  );
}

function FieldChanges({
  entity,
  changes,
}: {
  readonly entity: string;
  readonly changes: readonly FieldChange[];
}) {
  const { t } = useTranslation('tasks');
  const fieldWord = useFieldWord();
  if (changes.length === 0) return null;
  return (
    <dl className={classes.fields}>
      {changes.map(({ field, before, after }) => (
        <div key={field} className={classes.fieldLine}>
          <dt>{fieldWord(field)}</dt>
          <dd>
            {isLongText(before, after) ? (
              <WordChanges before={before} after={after} />
            ) : (
              <>
                <span className={classes.before}>
                  <FieldValue entity={entity} field={field} value={before} />
                </span>
                <span className={classes.arrow}>
                  <span aria-hidden="true">→</span>
                  <span className="sk-hidden">{t('activity.became')}</span>
                </span>
                <FieldValue entity={entity} field={field} value={after} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isLongText(before: unknown, after: unknown): boolean {
  return (
    typeof before === 'string' &&
    typeof after === 'string' &&
    Math.max(before.length, after.length) > shortText &&
    Math.max(before.length, after.length) <= longestCompared
  );
}

function WordChanges({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  let place = 0;
  return (
    <bdi className={classes.words}>
      {wordChanges(defangText(String(before)), defangText(String(after))).map(({ kind, text }) => {
        place += text.length;
        const key = `${kind}${place}`;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        return (
          <span key={key}>{text.length > 200 ? `${text.slice(0, 90)} … ${text.slice(-90)}` : text}</span>
        );
      })}
    </bdi>
  );
}
