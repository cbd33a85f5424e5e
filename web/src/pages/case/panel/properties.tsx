/** What a case is: state, people, dates, tags, its times, and its fields. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StageMark, Tag } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { CustomFields } from '../../../parts/case/custom-fields.tsx';
import { useCaseChange } from '../../../parts/case/use-case-change.ts';
import { Avatar, Person, useNames } from '../../../parts/person.tsx';
import { TagInput } from '../../../parts/tags/tag-input.tsx';
import { Moment } from '../../../parts/time.tsx';
import classes from './panel.module.css';
import { Times } from './times.tsx';

/** Most people that are drawn. */
const mostPeople = 6;

/** The properties. */
export function Properties() {
  return (
    <>
      <Facts />
      <Times />
      <CustomFields />
    </>
  );
}

function Facts() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  return (
    <dl className={classes.facts}>
      <dt>{word('field.status')}</dt>
      <dd>
        <StageMark kind="case" stage={detail.stage} status={detail.status} />
      </dd>
      <dt>{word('field.assignee')}</dt>
      <dd>{detail.assignee === undefined ? word('nobody') : <Person login={detail.assignee} />}</dd>
      <dt>{t('property.contributors')}</dt>
      <dd>
        <Contributors />
      </dd>
      <dt>{t('time.occurred')}</dt>
      <dd>
        <Moment at={detail.startDate} />
      </dd>
      {detail.impactStatus !== undefined && detail.impactStatus !== 'NotApplicable' && (
        <>
          <dt>{t('close.impact')}</dt>
          <dd>{t(`impact.${detail.impactStatus}`)}</dd>
        </>
      )}
      <dt>{word('field.tags')}</dt>
      <dd>
        <TagsEditor />
      </dd>
    </dl>
  );
}

function Contributors() {
  const nameOf = useNames();
  const { contributors } = useCase().detail.extraData;
  return (
    <span className={classes.people}>
      {contributors.slice(0, mostPeople).map((login) => (
        <Avatar key={login} login={login} name={nameOf(login)} />
      ))}
      {contributors.length > mostPeople && <span>+{contributors.length - mostPeople}</span>}
    </span>
  );
}

/** Tags as they are read; a click lets one add and remove them, and leaving saves. */
function TagsEditor() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail, may } = useCase();
  const { change, refusals } = useCaseChange();
  const [draft, setDraft] = useState<readonly string[]>();
  const save = (): void => {
    setDraft(undefined);
    if (draft === undefined || same(draft, detail.tags)) return;
    void change({ tags: draft }, t('done.tags'));
  };
  if (draft !== undefined)
    return (
      <TagInput
        size="xs"
        className={classes.tagsInput ?? ''}
        aria-label={word('field.tags')}
        autoFocus
        value={[...draft]}
        onChange={setDraft}
        onBlur={save}
        acceptValueOnBlur
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setDraft(undefined);
        }}
      />
    );
  return (
    <span className={classes.tags}>
      {detail.tags.map((tag) => (
        <Tag key={tag} name={tag} />
      ))}
      {may('manageCase/update') && (
        <button type="button" className={classes.small} onClick={() => setDraft(detail.tags)}>
          {detail.tags.length === 0 ? t('property.addTags') : word('action.edit')}
        </button>
      )}
      {refusals.tags !== undefined && (
        <span role="alert" className={classes.refusal}>
          {refusals.tags}
        </span>
      )}
    </span>
  );
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((tag) => other.includes(tag));
}
