/** What stands in place of the rows while there are none: being read, wrong filter, failed, nothing yet, nothing that matches. */
import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { useCountText } from './count-text.ts';
import type { ListRow } from './list-definition.ts';
import { stepsOf } from './list-question.ts';
import classes from './list-screen.module.css';
import { withoutPart } from './query/edit.ts';
import { useCounts } from './use-counts.ts';
import type { List } from './use-list.ts';

/** The rows, or what stands in their place. */
export function ListState<Row extends ListRow>({
  list,
  label,
  empty,
  children,
}: {
  readonly list: List<Row>;
  readonly label: string;
  readonly empty: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const reason = useErrorText();
  const { rows, groups: grouped, compiled, state } = list;
  if (compiled.faults.length > 0) return <Message title={t('fault.repair')} />;
  const failed = list.error ?? grouped?.error ?? (rows.hasRows ? null : rows.error);
  if (failed !== null && failed !== undefined)
    return (
      <div className={classes.more}>
        <Failure
          reason={reason(failed)}
          again={list.error !== null ? list.retry : (grouped?.retry ?? rows.retry)}
          againLabel={word('action.retry')}
        />
      </div>
    );
  if (!list.isReady || (grouped?.isLoading ?? rows.isLoading))
    return <LoadingRows rows={20} label={`${word('loading')}: ${label}`} />;
  const isEmpty = grouped === undefined ? !rows.hasRows : grouped.items.length === 0;
  if (!isEmpty) return children;
  return state.query === '' || !state.isDirty ? empty : <NoMatch list={list} />;
}

/** Names each filter and what would be there without it. */
function NoMatch<Row extends ListRow>({ list }: { readonly list: List<Row> }) {
  const { t } = useTranslation('lists');
  const number = useCountText();
  const { compiled, definition, state, words } = list;
  const without = useMemo(
    () =>
      compiled.parts.map((part, index) => ({
        id: String(index),
        part,
        steps: stepsOf(
          definition,
          compiled.parts.flatMap(({ filter }, place) =>
            place === index || filter === undefined ? [] : [filter],
          ),
        ),
      })),
    [compiled, definition],
  );
  const counts = useCounts(definition.entity, without);
  return (
    <Message
      icon={<IconFilterOff size={24} stroke={1.6} aria-hidden="true" />}
      title={without.length > 1 ? t('none.matchAll', { count: without.length }) : t('none.match')}
      action={
        <Button variant="filled" onClick={() => state.setQuery('')}>
          {t('none.clear')}
        </Button>
      }
    >
      {without.length > 1 && (
        <div className={classes.without}>
          {without.map(({ id, part }, index) => {
            const { subject, predicate } = words.part(part.clause);
            const count = counts.get(id);
            return (
              <button key={id} type="button" onClick={() => state.setQuery(withoutPart(state.query, index))}>
                <bdi className="sk-ellipsis">
                  {t('none.without', { part: `${subject} ${predicate}`.trim() })}
                </bdi>
                <span className={classes.number}>{count === undefined ? '' : number(count)}</span>
              </button>
            );
          })}
        </div>
      )}
    </Message>
  );
}
