/** The form for a new link: what it means, and the case or the page that it leads to. */
import { Autocomplete, Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseSearch } from '../../../parts/alert/merge/case-search.ts';
import { SeverityBadge, StageMark } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useNewTexts } from '../../../parts/editing/use-new-texts.ts';
import { useErrorText, useFieldErrors } from '../../../parts/error-text.ts';
import { Refusal, useAttempt } from '../../../parts/task/attempt.tsx';
import classes from './links.module.css';
import { type LinkedCase, type LinkTarget, useLinkActs, useLinkTypes } from './links-data.ts';
import sectionClasses from './sections.module.css';

/** Longest meaning, as the server has it. */
const longestType = 64;

/** The form. `links` are those that there are. */
export function NewLink({
  links,
  onClose,
}: {
  readonly links: readonly LinkedCase[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const { add } = useLinkActs(detail._id);
  const { attempt, busy, refusal } = useAttempt();
  const faults = useFieldErrors()(refusal);
  const [kind, setKind] = useState<'case' | 'page'>('case');
  const draft = useNewTexts(`case:${detail._id}:link`, { type: '', url: '' });
  const { type, url } = draft.values;
  const meaning = type.trim();
  const link = async (target: LinkTarget): Promise<void> => {
    if (meaning === '' || busy || !(await attempt(() => add(meaning, target)))) return;
    draft.discard();
    onClose();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === 'page' && url.trim() !== '') void link({ url: url.trim() });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={classes.pair}>
        <Autocomplete
          label={t('link.type')}
          placeholder={t('link.typeHint')}
          data={[...useLinkTypes()]}
          maxLength={longestType}
          autoFocus
          value={type}
          onChange={(next) => draft.set({ type: next })}
          error={faults.type}
        />
        <div>
          <p className={classes.label}>{t('link.kind')}</p>
          <SegmentedControl
            fullWidth
            aria-label={t('link.kind')}
            value={kind}
            onChange={(next) => setKind(next === 'page' ? 'page' : 'case')}
            data={(['case', 'page'] as const).map((value) => ({ value, label: t(`link.${value}`) }))}
          />
        </div>
      </div>
      {kind === 'page' ? (
        <TextInput
          label={t('link.url')}
          placeholder={t('link.urlHint')}
          inputMode="url"
          value={url}
          onChange={({ currentTarget }) => draft.set({ url: currentTarget.value })}
          error={faults.url}
        />
      ) : (
        <CaseChoice
          ready={meaning !== '' && !busy}
          isLinked={(id) => links.some((one) => one.caseId === id && one.type === meaning)}
          onChoose={(caseId) => void link({ caseId })}
        />
      )}
      {faults.type === undefined && faults.url === undefined && <Refusal of={refusal} />}
      <div className={sectionClasses.formFoot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        {kind === 'page' && (
          <Button
            type="submit"
            variant="filled"
            loading={busy}
            disabled={meaning === '' || url.trim() === ''}
          >
            {t('link.do')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Cases found by number, words or a value, each with the way to link it. */
function CaseChoice({
  ready,
  isLinked,
  onChoose,
}: {
  readonly ready: boolean;
  readonly isLinked: (caseId: string) => boolean;
  readonly onChoose: (caseId: string) => void;
}) {
  const { t } = useTranslation('sharing');
  const { t: ofTasks } = useTranslation('tasks');
  const text = useErrorText();
  const { detail } = useCase();
  const [words, setWords] = useState('');
  const { found, error } = useCaseSearch(words);
  const others = (found ?? []).filter(({ _id }) => _id !== detail._id);
  return (
    <div>
      <TextInput
        label={t('link.which')}
        placeholder={t('link.whichHint')}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {error !== null && <p className={sectionClasses.failed}>{text(error)}</p>}
      {found !== undefined && others.length === 0 && (
        <p className={sectionClasses.quiet}>{ofTasks('related.notFound')}</p>
      )}
      {!ready && others.length > 0 && <p className={sectionClasses.quiet}>{t('link.typeFirst')}</p>}
      <ul className={`${classes.list} ${classes.found}`}>
        {others.map(({ _id, number, title, severity, stage, status }) => (
          <li key={_id} className={classes.line}>
            <SeverityBadge severity={severity} />
            <span>
              #{number} <bdi>{title}</bdi>
            </span>
            <StageMark kind="case" stage={stage} status={status} />
            <span className={sectionClasses.end}>
              {isLinked(_id) ? (
                <span className={sectionClasses.quiet}>{t('link.linked')}</span>
              ) : (
                <Button
                  size="compact-sm"
                  disabled={!ready}
                  aria-label={t('link.chooseName', { number })}
                  onClick={() => onChoose(_id)}
                >
                  {t('link.choose')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
