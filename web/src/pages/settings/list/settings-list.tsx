/** A section that is a list with the open item at its side: search, number, making a new one, and every state of the list. */
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import { useRefusal } from '../form/refusal.ts';
import { newItem, useSettingsAddress } from '../use-address.ts';
import classes from './list.module.css';
import { type SettingsColumn, type SettingsRow, SettingsTable } from './settings-table.tsx';

/** Most rows that are read; what is beyond is said. */
export const mostRows = 1_000;

/** What a section gives. */
export interface SettingsListProps<Row extends SettingsRow> {
  readonly label: string;
  readonly answer: {
    readonly data: readonly Row[] | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly columns: readonly SettingsColumn<Row>[];
  readonly sort: string;
  /** Everything by which a row is found. */
  readonly searched: (row: Row) => string;
  /** Label of the button that makes a new one; none may be made when missing. */
  readonly newLabel?: string;
  readonly emptyReason: string;
  /** Beside the button. */
  readonly tools?: ReactNode;
  /** What stands at the side. */
  readonly panel?: ReactNode;
}

/** The section. */
export function SettingsList<Row extends SettingsRow>(props: SettingsListProps<Row>) {
  const { label, answer, newLabel, tools, panel } = props;
  const { t } = useTranslation('settings');
  const { search, ask, open } = useSettingsAddress();
  const field = useRef<HTMLInputElement>(null);
  const wanted = (search.q ?? '').trim().toLowerCase();
  const shown = answer.data?.filter((row) => props.searched(row).toLowerCase().includes(wanted));
  const make = (): void => open(newItem);
  useActions([
    {
      id: 'settings-search',
      label: t('list.search'),
      group: t('title'),
      keys: '/',
      perform: () => field.current?.focus(),
    },
    ...(newLabel === undefined
      ? []
      : [{ id: 'settings-new', label: newLabel, group: t('title'), keys: 'n', perform: make }]),
  ]);
  return (
    <div className={classes.split}>
      <section className={classes.list} aria-label={label}>
        <div className={classes.tools}>
          <TextInput
            ref={field}
            className={classes.search ?? ''}
            leftSection={<IconSearch size={14} stroke={1.6} />}
            placeholder={t('list.search')}
            aria-label={t('list.search')}
            value={search.q ?? ''}
            onChange={({ currentTarget }) => ask({ q: currentTarget.value })}
          />
          <Count shown={shown?.length} all={answer.data?.length ?? 0} />
          {tools}
          {newLabel !== undefined && (
            <Button
              variant="filled"
              leftSection={<IconPlus size={16} stroke={1.6} />}
              rightSection={<Keys keys="n" />}
              onClick={make}
            >
              {newLabel}
            </Button>
          )}
        </div>
        <Content {...props} shown={shown} />
      </section>
      {panel}
    </div>
  );
}

function Count({ shown, all }: { readonly shown: number | undefined; readonly all: number }) {
  const { t } = useTranslation('settings');
  if (shown === undefined) return <span className={classes.count} />;
  const text = shown === all ? t('list.count', { count: all }) : t('list.countOf', { shown, all });
  return (
    <span className={classes.count} role="status">
      {all === mostRows ? t('list.first', { count: mostRows }) : text}
    </span>
  );
}

function Content<Row extends SettingsRow>({
  answer,
  shown,
  label,
  columns,
  sort,
  emptyReason,
  newLabel,
}: SettingsListProps<Row> & { readonly shown: readonly Row[] | undefined }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { ask, open } = useSettingsAddress();
  const refusal = useRefusal();
  if (answer.error !== null && answer.data === undefined)
    return (
      <Failure
        reason={refusal(answer.error)}
        again={() => void answer.refetch()}
        againLabel={word('action.retry')}
      />
    );
  if (shown === undefined) return <LoadingRows rows={10} label={word('loading')} />;
  if (answer.data?.length === 0)
    return (
      <Message
        title={t('list.empty')}
        action={newLabel !== undefined && <Button onClick={() => open(newItem)}>{newLabel}</Button>}
      >
        {emptyReason}
      </Message>
    );
  if (shown.length === 0)
    return (
      <Message
        title={t('list.noMatch')}
        action={<Button onClick={() => ask({ q: undefined })}>{t('list.clear')}</Button>}
      />
    );
  return <SettingsTable label={label} columns={columns} rows={shown} start={sort} />;
}
