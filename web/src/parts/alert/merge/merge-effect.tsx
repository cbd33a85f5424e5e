/** What a merge changes in a case: what is new, what is there already, and what has to be decided. */
import { IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { middleCut, shownValue } from '../../observable-value.tsx';
import { Answer } from '../answer.tsx';
import classes from '../dialog.module.css';
import { nameOfObservable } from '../observable-order.ts';
import own from './merge.module.css';
import { type FieldChoice, type FieldConflict, type MergePreview, useMergePreview } from './merge-preview.ts';

/** Values named in a line, and the longest of each in characters. */
const mostNamed = 3;
const longest = 32;

/** Choices by the name of the field. */
export type FieldChoices = Readonly<Record<string, FieldChoice>>;

/** The effect. `more` counts the alerts that are merged beside the one shown. */
export function MergeEffect({
  alertId,
  into,
  more,
  choices,
  onChoices,
}: {
  readonly alertId: string;
  readonly into: OutputCase;
  readonly more: number;
  readonly choices: FieldChoices;
  readonly onChoices: (choices: FieldChoices) => void;
}) {
  const { t } = useTranslation('alerts');
  const answer = useMergePreview(alertId, into._id);
  return (
    <section className={own.effect} aria-label={t('merge.changes', { number: into.number })}>
      <Answer of={answer} rows={6}>
        {(preview) => (
          <>
            <Head number={into.number} preview={preview} />
            <Lines preview={preview} />
            {preview.customFields.conflicts.map((conflict) => (
              <Conflict
                key={conflict.field}
                conflict={conflict}
                choice={choices[conflict.field] ?? 'theirs'}
                onChoose={(choice) => onChoices({ ...choices, [conflict.field]: choice })}
              />
            ))}
            {more > 0 && <p className={classes.quiet}>{t('merge.more', { count: more })}</p>}
            <div className={own.note}>
              <IconArrowBackUp size={15} stroke={1.6} aria-hidden="true" />
              <div>
                <h4 className={classes.partTitle}>{t('merge.reversible')}</h4>
                <p className={classes.quiet}>{t('merge.reversibleHow')}</p>
              </div>
            </div>
          </>
        )}
      </Answer>
    </section>
  );
}

function Head({ number, preview }: { readonly number: number; readonly preview: MergePreview }) {
  const { t } = useTranslation('alerts');
  const { added, present } = preview.observables;
  const { conflicts } = preview.customFields;
  return (
    <div className={own.effectHead}>
      <h3 className={own.effectTitle}>{t('merge.changes', { number })}</h3>
      <span className={classes.end}>
        <span className={own.chip} data-hue="green">
          {t('merge.new', { count: added.length })}
        </span>
        <span className={own.chip}>{t('merge.present', { count: present.length })}</span>
        {conflicts.length > 0 && (
          <span className={own.chip} data-hue="amber">
            {t('merge.decide', { count: conflicts.length })}
          </span>
        )}
      </span>
    </div>
  );
}

function Lines({ preview }: { readonly preview: MergePreview }) {
  const { t } = useTranslation('alerts');
  const { observables, tags, files, customFields } = preview;
  const values = (list: readonly Parameters<typeof shownName>[0][]): string => named(list.map(shownName));
  return (
    <ul className={classes.card}>
      {observables.added.length > 0 && (
        <Line
          sign="+"
          what={t('observables.title')}
          amount={t('merge.new', { count: observables.added.length })}
        >
          <bdi className="sk-mono">{values(observables.added)}</bdi>
        </Line>
      )}
      {observables.present.length > 0 && (
        <Line
          sign="="
          what={t('observables.title')}
          amount={t('merge.present', { count: observables.present.length })}
        >
          {t('merge.presentHow')}
        </Line>
      )}
      {files.length > 0 && (
        <Line sign="+" what={t('tab.files')} amount={t('merge.new', { count: files.length })}>
          <bdi>{named(files.map(({ name }) => name))}</bdi>
        </Line>
      )}
      {tags.length > 0 && (
        <Line sign="+" what={t('merge.tags')} amount={t('merge.new', { count: tags.length })}>
          <bdi>{named(tags)}</bdi>
        </Line>
      )}
      {customFields.added.map(({ field, value }) => (
        <Line key={`${field}:${String(value)}`} sign="+" what={t('merge.field')} amount={field}>
          <bdi>{String(value ?? '')}</bdi>
        </Line>
      ))}
      <Line sign="·" what={t('merge.description')} amount={t('merge.unchanged')}>
        {t('merge.textStays')}
      </Line>
    </ul>
  );
}

function Line({
  sign,
  what,
  amount,
  children,
}: {
  readonly sign: '+' | '=' | '·';
  readonly what: string;
  readonly amount: string;
  readonly children: ReactNode;
}) {
  return (
    <li className={own.effectLine}>
      <span className={own.sign} data-sign={sign} aria-hidden="true">
        {sign}
      </span>
      <span>{what}</span>
      <b>
        <bdi>{amount}</bdi>
      </b>
      <span className={own.effectDetail}>{children}</span>
    </li>
  );
}

function Conflict({
  conflict,
  choice,
  onChoose,
}: {
  readonly conflict: FieldConflict;
  readonly choice: FieldChoice;
  readonly onChoose: (choice: FieldChoice) => void;
}) {
  const { t } = useTranslation('alerts');
  const { field, mine, theirs } = conflict;
  const text: Readonly<Record<FieldChoice, string>> = {
    theirs: theirs.map(String).join(', '),
    mine: mine.map(String).join(', '),
    both: t('merge.both'),
  };
  return (
    <fieldset className={own.conflict}>
      <legend className="sk-hidden">{t('merge.twoValues', { field })}</legend>
      <div className={own.conflictHead}>
        <IconAlertTriangle size={15} stroke={1.6} aria-hidden="true" />
        <b>{t('merge.twoValues', { field })}</b>
      </div>
      <div className={own.conflictChoices}>
        {(['theirs', 'mine', 'both'] as const).map((side) => (
          <label key={side} className={classes.option}>
            <input
              type="radio"
              name={`field-${field}`}
              checked={choice === side}
              onChange={() => onChoose(side)}
            />
            <bdi>{text[side]}</bdi>
            <span className={classes.quiet}>{t(`merge.side.${side}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function shownName(observable: MergePreview['observables']['added'][number]): string {
  return middleCut(shownValue(observable.dataType, nameOfObservable(observable)), longest);
}

function named(list: readonly string[]): string {
  const rest = list.length - mostNamed;
  return [...list.slice(0, mostNamed), ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
}
