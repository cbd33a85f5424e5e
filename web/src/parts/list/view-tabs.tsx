/** The row of views: tabs with counts, what was changed since the view was saved, what waits to be shown, and how much there is. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowUp, IconChevronDown, IconPlus } from '@tabler/icons-react';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Unhurried } from '../../ui/unhurried.tsx';
import { useCountText } from './count-text.ts';
import type { ListRow } from './list-definition.ts';
import { stepsOf } from './list-question.ts';
import { compileFilterText } from './query/compile.ts';
import { SaveView } from './save-view.tsx';
import { useCounts } from './use-counts.ts';
import type { List } from './use-list.ts';
import { mostWaiting } from './use-list-rows.ts';
import { useDeleteView, type View } from './use-views.ts';
import classes from './view-tabs.module.css';

const matched = '?matched';
const everything = '?all';

/** The row. */
export function ViewTabs<Row extends ListRow>({
  list,
  onInserted,
  children,
}: {
  readonly list: List<Row>;
  /** The list was read from its beginning. */
  readonly onInserted: () => void;
  /** Acts at the end of the row. */
  readonly children?: ReactNode;
}) {
  return (
    <div className={classes.row}>
      <Views list={list} />
      <NewRows list={list} onInserted={onInserted} />
      <Matched list={list} />
      <Unhurried>{children}</Unhurried>
    </div>
  );
}

/** Whether two states of a list have the same views and filter; where its cursor stands changes far more often. */
function haveSameViews<Row extends ListRow>(
  { list: one }: { readonly list: List<Row> },
  { list: other }: { readonly list: List<Row> },
): boolean {
  return (
    one.definition === other.definition &&
    one.context === other.context &&
    one.compiled === other.compiled &&
    (['views', 'view', 'isDirty', 'query', 'sort', 'columns', 'group'] as const).every(
      (part) => one.state[part] === other.state[part],
    )
  );
}

function DrawnViews<Row extends ListRow>({ list }: { readonly list: List<Row> }) {
  const { t } = useTranslation('lists');
  const { state } = list;
  const counts = useViewCounts(list);
  const [isSaving, setSaving] = useState(false);
  return (
    <nav className={classes.tabs} aria-label={t('views.label')}>
      {state.views.map((view) => (
        <Tab
          key={view.id}
          view={view}
          isCurrent={view.id === state.view.id}
          isDirty={view.id === state.view.id && state.isDirty}
          count={counts.get(view.id)}
          onShow={() => state.show(view.id)}
        />
      ))}
      <Unhurried>
        <ViewMenu list={list} onSave={() => setSaving(true)} />
        <SaveView list={list} opened={isSaving} onClose={() => setSaving(false)} />
      </Unhurried>
    </nav>
  );
}

const Views = memo(DrawnViews, haveSameViews) as typeof DrawnViews;

function useViewCounts<Row extends ListRow>({ state, definition, context }: List<Row>) {
  const countables = useMemo(() => {
    if (context === undefined) return [];
    return state.views.map(({ id, query }) => {
      const { filters, faults } = compileFilterText(query, context);
      return { id, steps: faults.length > 0 ? undefined : stepsOf(definition, filters) };
    });
  }, [state.views, definition, context]);
  return useCounts(definition.entity, countables);
}

function Tab({
  view,
  isCurrent,
  isDirty,
  count,
  onShow,
}: {
  readonly view: View;
  readonly isCurrent: boolean;
  readonly isDirty: boolean;
  readonly count: { readonly count: number; readonly more: boolean } | undefined;
  readonly onShow: () => void;
}) {
  const { t } = useTranslation('lists');
  const text = useCountText();
  return (
    <button
      type="button"
      className={classes.tab}
      aria-current={isCurrent ? 'page' : undefined}
      data-origin={view.origin}
      title={view.origin === 'shared' ? t('views.shared') : undefined}
      onClick={onShow}
    >
      <bdi className="sk-ellipsis">{view.label}</bdi>
      {count !== undefined && <span className={classes.count}>{text(count)}</span>}
      {isDirty && (
        <span className={classes.dirty}>
          <span className="sk-hidden">{t('views.dirty')}</span>
        </span>
      )}
    </button>
  );
}

function ViewMenu<Row extends ListRow>({
  list: { state },
  onSave,
}: {
  readonly list: List<Row>;
  readonly onSave: () => void;
}) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const remove = useDeleteView();
  const isMine = state.view.origin === 'mine';
  return (
    <>
      {state.isDirty && (
        <Button size="compact-sm" variant="subtle" onClick={state.reset}>
          {word('action.reset')}
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Tooltip label={t('views.menu')}>
            <ActionIcon size={24} aria-label={t('views.menu')}>
              {isMine ? <IconChevronDown size={16} stroke={1.6} /> : <IconPlus size={16} stroke={1.6} />}
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onSave}>{t('views.saveAs')}</Menu.Item>
          {isMine && (
            <Menu.Item
              color="red"
              onClick={() => {
                remove.mutate(state.view.id);
                state.show('');
              }}
            >
              {t('views.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function NewRows<Row extends ListRow>({
  list: { rows },
  onInserted,
}: {
  readonly list: List<Row>;
  readonly onInserted: () => void;
}) {
  const { t } = useTranslation('lists');
  const insert = (): void => void rows.insert().then(onInserted);
  useActions([
    { id: 'list.insert', label: t('new.insert'), group: t('group.list'), keys: 'Shift+R', perform: insert },
  ]);
  const count = Math.min(rows.waiting, mostWaiting);
  return (
    <div role="status" className={classes.waiting}>
      {rows.waiting > 0 && (
        <button type="button" className={classes.pill} data-testid="new-rows-pill" onClick={insert}>
          <IconArrowUp size={14} stroke={1.8} aria-hidden="true" />
          {t(rows.waiting > mostWaiting ? 'new.many' : 'new.count', { count })}
          <Keys keys="Shift+R" />
        </button>
      )}
    </div>
  );
}

function DrawnMatched<Row extends ListRow>({ list }: { readonly list: List<Row> }) {
  const { t } = useTranslation('lists');
  const text = useCountText();
  const { definition, compiled, context } = list;
  const isKnown = context !== undefined && compiled.faults.length === 0;
  const counts = useCounts(definition.entity, [
    { id: matched, steps: isKnown ? stepsOf(definition, compiled.filters) : undefined },
    { id: everything, steps: context === undefined ? undefined : stepsOf(definition, []) },
  ]);
  const [some, all] = [counts.get(matched), counts.get(everything)];
  if (some === undefined || all === undefined) return null;
  return (
    <span className={classes.matched} role="status">
      <strong>{text(some)}</strong> {t('matched.of', { all: text(all) })}
    </span>
  );
}

const Matched = memo(DrawnMatched, haveSameViews) as typeof DrawnMatched;
