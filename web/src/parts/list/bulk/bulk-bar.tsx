/** The bar that takes the place of the header while something is ticked: how much, and what can be done with it. */
import { Button, Checkbox, Menu, OverflowList, Progress, Tooltip } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, useActions } from '../../../ui/actions.tsx';
import type { KeyHint } from '../../../ui/key-hints.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { useCountText } from '../count-text.ts';
import type { ListRow } from '../list-definition.ts';
import type { BoundedNumber } from '../list-question.ts';
import { nothingSelected } from '../selection.ts';
import type { List } from '../use-list.ts';
import classes from './bulk.module.css';
import type { Bulk } from './use-bulk.ts';

/** As many verbs as fit the foot of a list beside its own keys. */
const mostHints = 5;

/** Something that can be done with rows. */
export interface BulkVerb<Row> {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  /** Whether it can be done to a row. */
  readonly applies: (row: Row) => boolean;
  /** Why nobody may do it here. */
  readonly blocked?: string | undefined;
  /** Stands in the menu of further verbs. */
  readonly further?: boolean;
  readonly perform: () => void;
}

/** Offers the verbs to keys and palette, for the ticked rows or the one under the cursor. */
export function useVerbActions<Row extends ListRow>(list: List<Row>, verbs: readonly BulkVerb<Row>[]): void {
  const { t } = useTranslation('lists');
  useActions(
    verbs.map(({ id, label, keys, blocked, applies, perform }): Action => {
      const concernsSome = list.concerned.some(applies) || list.selection.ids.size > 0 || isOnGroup(list);
      const none = concernsSome ? undefined : t('act.blocked.none');
      const reason = blocked ?? none;
      return {
        id: `list.verb.${id}`,
        label,
        group: t('act.group'),
        perform,
        ...(keys === undefined ? {} : { keys }),
        ...(reason === undefined ? {} : { blocked: reason }),
      };
    }),
  );
}

/** Keys of the first verbs that stand in the bar, for the foot of the list. */
export function verbHints<Row>(verbs: readonly BulkVerb<Row>[]): readonly KeyHint[] {
  return verbs
    .flatMap(({ label, keys, further }) => (keys === undefined || further === true ? [] : [{ keys, label }]))
    .slice(0, mostHints);
}

/** The bar. */
export function BulkBar<Row extends ListRow>({
  list,
  bulk,
  verbs,
  matching,
}: {
  readonly list: List<Row>;
  readonly bulk: Bulk<Row>;
  readonly verbs: readonly BulkVerb<Row>[];
  /** How many rows match the filter. */
  readonly matching: BoundedNumber | undefined;
}) {
  const { t } = useTranslation('lists');
  if (bulk.progress !== undefined) return <Running bulk={bulk} />;
  const { selection, setSelection, gridSelection, concerned } = list;
  const usable = verbs.filter(
    ({ applies }) => selection.allMatching || concerned.some(applies) || hasGroups(list),
  );
  const main = usable.filter(({ further }) => further !== true);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('act.group')}>
      <Checkbox
        size="xs"
        aria-label={t('select.all')}
        checked={gridSelection.state === 'all'}
        indeterminate={gridSelection.state === 'some'}
        onChange={gridSelection.toggleAll}
      />
      <Amount list={list} matching={matching} />
      <span className={classes.line} />
      <OverflowList
        className={classes.verbs}
        gap={2}
        data={[...main, ...usable.filter(({ further }) => further === true)]}
        getItemKey={({ id }) => id}
        maxVisibleItems={main.length}
        renderItem={(verb) => <Verb key={verb.id} verb={verb} list={list} />}
        renderOverflow={(verbs) => <FurtherVerbs verbs={verbs} />}
      />
      <button type="button" className={classes.end} onClick={() => setSelection(nothingSelected)}>
        <span className="sk-hidden">{t('select.clear')}</span>
        <Keys keys="Escape" />
      </button>
    </div>
  );
}

/** Whether a group is under the cursor: its rows may not even be read. */
function isOnGroup<Row extends ListRow>({ groups, cursor }: List<Row>): boolean {
  return cursor !== undefined && groups?.filterOf(cursor) !== undefined;
}

function hasGroups<Row extends ListRow>({ selection, concerned }: List<Row>): boolean {
  return selection.ids.size > concerned.length;
}

function Amount<Row extends ListRow>({
  list: { selection, setSelection, concerned },
  matching,
}: {
  readonly list: List<Row>;
  readonly matching: BoundedNumber | undefined;
}) {
  const { t } = useTranslation('lists');
  const text = useCountText();
  const all = matching === undefined ? '' : text(matching);
  return (
    <>
      <strong className={classes.amount} role="status">
        {selection.allMatching
          ? t('select.matching', { number: all })
          : t('select.count', { count: selection.ids.size })}
      </strong>
      {!selection.allMatching && matching !== undefined && hasOthers(matching, concerned.length) && (
        <button
          type="button"
          className={classes.matching}
          onClick={() => setSelection({ ...selection, allMatching: true })}
        >
          {t('select.matching', { number: all })}
        </button>
      )}
    </>
  );
}

/** Whether more rows match than are ticked, be they loaded or not. */
function hasOthers(matching: BoundedNumber, ticked: number): boolean {
  return matching.more || matching.count > ticked;
}

function Verb<Row extends ListRow>({
  verb,
  list,
}: {
  readonly verb: BulkVerb<Row>;
  readonly list: List<Row>;
}) {
  const { label, keys, blocked, applies, perform } = verb;
  const able = list.concerned.filter(applies).length;
  const isPart = !list.selection.allMatching && able < list.concerned.length;
  return (
    <Tooltip label={blocked ?? ''} disabled={blocked === undefined}>
      <button
        type="button"
        className={classes.verb}
        aria-disabled={blocked !== undefined}
        onClick={() => blocked === undefined && perform()}
      >
        {label}
        {isPart && <span className={classes.part}>{able}</span>}
        {keys !== undefined && <Keys keys={keys} />}
      </button>
    </Tooltip>
  );
}

/** The verbs that stand in no bar, and those for which it has no room; its element is measured by what holds it. */
function FurtherVerbs<Row>({
  verbs,
  ref,
}: {
  readonly verbs: readonly BulkVerb<Row>[];
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  const { t } = useTranslation('lists');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button ref={ref} type="button" className={classes.verb}>
          {t('act.more')}
          <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {verbs.map(({ id, label, keys, blocked, perform }) => (
          <Menu.Item
            key={id}
            disabled={blocked !== undefined}
            title={blocked}
            rightSection={keys === undefined ? undefined : <Keys keys={keys} />}
            onClick={perform}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Running<Row extends ListRow>({ bulk: { progress, cancel } }: { readonly bulk: Bulk<Row> }) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  if (progress === undefined) return null;
  const { label, finished, all } = progress;
  return (
    <div className={classes.bar}>
      <span role="status">{t('bulk.progress', { label, finished, all })}</span>
      <Progress
        className={classes.progress}
        value={all === 0 ? 0 : (finished / all) * 100}
        aria-label={label}
        size="sm"
      />
      <Button size="compact-sm" onClick={cancel}>
        {word('action.cancel')}
      </Button>
    </div>
  );
}
