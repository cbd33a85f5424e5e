/** Beside the form of a rule: what it would have done in the last days, asked anew when what it asks for was changed. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { Ago } from '../../../parts/time.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { useRefusal } from '../form/refusal.ts';
import classes from '../templates/templates.module.css';
import own from './rule-preview.module.css';
import type { RulePreview, RuleValues } from './rule-values.ts';

/** Milliseconds without a change before it is asked. */
const pauseMs = 400;

/** The preview. */
export function RulePreviewPane({ values }: { readonly values: RuleValues }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const api = useApi();
  const refusal = useRefusal();
  const { name: _name, description: _description, active: _active, ...asked } = values;
  const [settled] = useDebouncedValue(JSON.stringify(asked), pauseMs);
  const wish: Pick<RuleValues, 'analyzers'> = JSON.parse(settled);
  const isAskable = asked.analyzers.length > 0;
  const answer = useQuery({
    queryKey: ['automation-preview', api.organisation, settled],
    queryFn: () => api.post<RulePreview>('/automationRule/_preview', wish),
    enabled: isAskable && wish.analyzers.length > 0,
    placeholderData: keepPreviousData,
  });
  return (
    <aside className={classes.preview} aria-label={t('automation.preview')} aria-busy={answer.isFetching}>
      <h3 className={own.title}>{t('automation.preview')}</h3>
      {!isAskable && <p className={own.note}>{t('automation.previewNeeds')}</p>}
      {isAskable && answer.data === undefined && answer.error === null && (
        <LoadingRows rows={6} label={word('loading')} />
      )}
      {answer.error !== null && (
        <Failure
          reason={refusal(answer.error)}
          again={() => void answer.refetch()}
          againLabel={word('action.retry')}
        />
      )}
      {isAskable && answer.error === null && answer.data !== undefined && (
        <Findings preview={answer.data} quota={asked.dailyQuota} />
      )}
    </aside>
  );
}

function Findings({ preview, quota }: { readonly preview: RulePreview; readonly quota: number }) {
  const { t } = useTranslation('settings');
  const { matched, withheld, runs, busiestDay, newest } = preview;
  return (
    <>
      <p role="status">
        {t('automation.would', { count: matched })} {t('automation.runs', { count: runs })}
      </p>
      {withheld > 0 && <p>{t('automation.withheld', { count: withheld })}</p>}
      {busiestDay > quota && (
        <p className={own.warning}>{t('automation.overQuota', { count: busiestDay })}</p>
      )}
      {newest.length > 0 && (
        <ul className={own.list}>
          {newest.map((match) => (
            <li key={match._id} className={own.match} data-withheld={match.withheld}>
              <span className={own.datum}>
                <bdi>{match.data}</bdi>
                <Ago at={match._createdAt} />
              </span>
              <span className={own.note}>
                {match.withheld
                  ? t('automation.heldBack')
                  : match.analyzers.length === 0
                    ? t('automation.nobodyTakes', { type: match.dataType })
                    : match.analyzers.join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
