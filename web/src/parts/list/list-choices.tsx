/** Choices beside the filter: grouping, columns in their order, heights of rows. */
import { ActionIcon, Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { type Density, rowHeights } from '../../ui/table/grid-types.ts';
import classes from './list-choices.module.css';
import type { GroupDefinition, ListRow } from './list-definition.ts';
import type { List } from './use-list.ts';

/** The choices. */
export function ListChoices<Row extends ListRow>({
  list,
  density,
  onDensity,
}: {
  readonly list: List<Row>;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}) {
  const { t } = useTranslation('lists');
  const { groups = [] } = list.definition;
  return (
    <>
      {groups.length > 0 && <GroupMenu list={list} groups={groups} />}
      <ColumnChooser list={list} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-md" rightSection={<IconChevronDown size={14} stroke={1.6} />}>
            {t(`density.${density}`)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.keys(rowHeights).map((name) => (
            <Menu.Item key={name} onClick={() => onDensity(name as Density)}>
              {t(`density.${name as Density}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function GroupMenu<Row extends ListRow>({
  list: { state },
  groups,
}: {
  readonly list: List<Row>;
  readonly groups: readonly GroupDefinition[];
}) {
  const { t } = useTranslation('lists');
  const current = groups.find(({ id }) => id === state.group);
  const ungroup = (): void => state.change({ group: state.view.group === undefined ? undefined : 'none' });
  const groupBy = (id: string): void => state.change({ group: id === state.view.group ? undefined : id });
  const action = (id: string, name: string, perform: () => void) => ({
    id: `list.group.${id}`,
    label: t('group.by', { name }),
    group: t('group.list'),
    perform,
  });
  useActions([
    ...groups.map(({ id, label }) => action(id, label, () => groupBy(id))),
    ...(current === undefined ? [] : [action('none', t('group.none'), ungroup)]),
  ]);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-md" rightSection={<IconChevronDown size={14} stroke={1.6} />}>
          {t('group.by', { name: current?.label ?? t('group.none') })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={ungroup}>{t('group.none')}</Menu.Item>
        {groups.map(({ id, label }) => (
          <Menu.Item key={id} onClick={() => groupBy(id)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ColumnChooser<Row extends ListRow>({ list }: { readonly list: List<Row> }) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const [wanted, setWanted] = useState('');
  const { state, definition } = list;
  const shown = state.columns;
  const set = (columns: readonly string[]): void => {
    if (columns.length > 0) state.change({ columns: columns.join(',') });
  };
  const move = (id: string, by: number): void => {
    const place = shown.indexOf(id);
    const others = shown.filter((other) => other !== id);
    set([...others.slice(0, place + by), id, ...others.slice(place + by)]);
  };
  const ordered = [...definition.columns].sort(
    (one, other) => placeOf(shown, one.id) - placeOf(shown, other.id),
  );
  const found = ordered.filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button size="compact-md">{t('columns.label')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          aria-label={t('columns.search')}
          placeholder={t('columns.search')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <ul className={classes.columns}>
          {found.map(({ id, label }) => (
            <li key={id} className={classes.column}>
              <Checkbox
                size="xs"
                label={label}
                checked={shown.includes(id)}
                onChange={() =>
                  set(shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id])
                }
              />
              {shown.includes(id) && (
                <span className={classes.moves}>
                  <ActionIcon
                    size={24}
                    disabled={shown[0] === id}
                    aria-label={t('columns.before', { column: label })}
                    onClick={() => move(id, -1)}
                  >
                    <IconArrowUp size={14} stroke={1.6} />
                  </ActionIcon>
                  <ActionIcon
                    size={24}
                    disabled={shown.at(-1) === id}
                    aria-label={t('columns.after', { column: label })}
                    onClick={() => move(id, 1)}
                  >
                    <IconArrowDown size={14} stroke={1.6} />
                  </ActionIcon>
                </span>
              )}
            </li>
          ))}
        </ul>
        <Button fullWidth size="compact-sm" onClick={() => state.change({ columns: undefined })}>
          {word('action.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Shown columns in their order, then the others. */
function placeOf(shown: readonly string[], id: string): number {
  const place = shown.indexOf(id);
  return place === -1 ? shown.length : place;
}
