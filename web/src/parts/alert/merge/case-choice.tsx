/** Choosing the case that an alert is merged into: similar ones with the reason, or what is looked for. */
import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { Failure } from '../../../ui/states.tsx';
import { SeverityBadge, StageMark } from '../../badges.tsx';
import { useErrorText } from '../../error-text.ts';
import { middleCut, shownValue } from '../../observable-value.tsx';
import { Avatar } from '../../person.tsx';
import { Moment } from '../../time.tsx';
import { type SimilarCase, useSimilarCases } from '../alert-data.ts';
import { Answer } from '../answer.tsx';
import classes from '../dialog.module.css';
import { useFirstFocus } from '../first-focus.ts';
import { useCaseSearch } from './case-search.ts';
import own from './merge.module.css';
import { WhyFirst } from './why-first.tsx';

/** Longest value shown as the reason of one case, in characters. */
const longest = 28;

/** The choice. */
export function CaseChoice({
  alertId,
  chosen,
  onChoose,
}: {
  readonly alertId: string;
  readonly chosen: OutputCase | undefined;
  readonly onChoose: (chosen: OutputCase) => void;
}) {
  const { t } = useTranslation('alerts');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const [words, setWords] = useState('');
  const [closed, setClosed] = useState(true);
  const first = useFirstFocus<HTMLInputElement>();
  const similar = useSimilarCases(alertId);
  const { found, error } = useCaseSearch(words);
  return (
    <div className={classes.side}>
      <TextInput
        aria-label={t('merge.search')}
        placeholder={t('merge.search')}
        leftSection={<IconSearch size={15} stroke={1.6} />}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        ref={first}
        data-autofocus
      />
      <div className={own.choiceHead}>
        <span>{found === undefined ? t('merge.similar') : t('merge.found')}</span>
        <Checkbox
          size="xs"
          label={t('merge.includeClosed')}
          checked={closed}
          onChange={({ currentTarget }) => setClosed(currentTarget.checked)}
        />
      </div>
      {error !== null && <Failure reason={text(error)} againLabel={word('action.retry')} />}
      <Answer of={similar} rows={4}>
        {(cases) => {
          const shown = (found ?? cases).filter(({ stage }) => closed || stage !== 'Closed');
          return (
            <>
              <fieldset className={own.cases}>
                <legend className="sk-hidden">{t('merge.choose')}</legend>
                {shown.map((one) => (
                  <CaseCard
                    key={one._id}
                    case_={one}
                    similar={cases.find(({ _id }) => _id === one._id)}
                    most={cases[0]?.shared.length ?? 1}
                    chosen={one._id === chosen?._id}
                    onChoose={() => onChoose(one)}
                  />
                ))}
              </fieldset>
              {shown.length === 0 && (
                <p className={classes.quiet}>
                  {found === undefined ? t('merge.noSimilar') : t('merge.notFound')}
                </p>
              )}
              <WhyFirst similar={cases.find(({ _id }) => _id === chosen?._id)} cases={cases} />
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function CaseCard({
  case_,
  similar,
  most,
  chosen,
  onChoose,
}: {
  readonly case_: OutputCase;
  readonly similar: SimilarCase | undefined;
  /** Values that the most similar case shares. */
  readonly most: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const { t } = useTranslation('alerts');
  const shared = similar?.shared ?? [];
  const [only] = shared;
  return (
    <label className={own.case} data-chosen={chosen || undefined}>
      <input type="radio" name="case" className="sk-hidden" checked={chosen} onChange={onChoose} />
      <span className={own.caseLine}>
        <SeverityBadge severity={case_.severity} />
        <span className={own.number}>#{case_.number}</span>
        <bdi className={own.caseTitle}>{case_.title}</bdi>
        <span className={classes.end}>
          {case_.assignee !== undefined && <Avatar login={case_.assignee} />}
        </span>
      </span>
      <span className={own.caseLine}>
        <StageMark stage={case_.stage} status={case_.status} kind="case" />
        <span className={`${classes.quiet} ${own.when}`}>
          <Moment at={case_.endDate ?? case_._createdAt} />
        </span>
        <span className={`${classes.end} ${own.caseReason}`}>
          {only !== undefined && shared.length === 1
            ? t('merge.sharesOne', { value: middleCut(shownValue(only.dataType, only.data), longest) })
            : t('merge.shares', { count: shared.length })}
        </span>
      </span>
      {shared.length > 0 && (
        <span className={own.meter} aria-hidden="true">
          <span style={{ width: `${Math.round((shared.length / Math.max(1, most)) * 100)}%` }} />
        </span>
      )}
    </label>
  );
}
