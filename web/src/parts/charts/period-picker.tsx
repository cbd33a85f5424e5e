/** The period of a page: a length up to today, or days of one's own. */
import { Button, Popover, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { dateLanguage } from '../time.tsx';
import { dayText } from './calendar.ts';
import { type Period, type PeriodChoice, periodDays, readPeriod } from './period.ts';
import classes from './period-picker.module.css';

/** The first and the last day of a period, in the reader's language. */
export function usePeriodText(): (period: Period) => string {
  const { i18n } = useTranslation();
  return ({ firstDay, lastDay }) => {
    const format = new Intl.DateTimeFormat(dateLanguage(i18n.language), {
      day: 'numeric',
      month: 'short',
      ...(firstDay.year === lastDay.year ? {} : { year: 'numeric' }),
      timeZone: 'UTC',
    });
    const at = ({ year, month, day }: Period['firstDay']): number => Date.UTC(year, month - 1, day);
    return format.formatRange(at(firstDay), at(lastDay));
  };
}

/** The picker. `withAll`: all of time can be chosen too. */
export function PeriodPicker({
  choice,
  period,
  onChange,
  withAll = false,
}: {
  readonly choice: PeriodChoice;
  /** Its boundaries; undefined for all of time. */
  readonly period: Period | undefined;
  readonly onChange: (choice: PeriodChoice) => void;
  readonly withAll?: boolean;
}) {
  const { t } = useTranslation('dashboards');
  const text = usePeriodText();
  const [opened, setOpened] = useState(false);
  useActions([
    {
      id: 'period',
      label: t('period.choose'),
      group: t('group'),
      keys: 'Shift+P',
      perform: () => setOpened(true),
    },
  ]);
  const pick = (next: PeriodChoice): void => {
    setOpened(false);
    onChange(next);
  };
  const names = [...Object.keys(periodDays), ...(withAll ? ['all'] : [])];
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button
          className={classes.target}
          aria-label={`${t('period.label')}: ${period === undefined ? t('period.all') : text(period)}`}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          onClick={() => setOpened(!opened)}
        >
          <span className={classes.subject}>{t('period.label')}</span>{' '}
          {period === undefined ? t('period.all') : text(period)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('period.choose')}>
        <ul className={classes.names}>
          {names.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={classes.name}
                aria-pressed={choice.name === name}
                onClick={() => pick({ name: name as PeriodChoice['name'] })}
              >
                {t(`period.${name as 'last7Days'}`)}
              </button>
            </li>
          ))}
        </ul>
        <OwnDays period={period} onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}

function OwnDays({
  period,
  onPick,
}: {
  readonly period: Period | undefined;
  readonly onPick: (choice: PeriodChoice) => void;
}) {
  const { t } = useTranslation('dashboards');
  const [from, setFrom] = useState(period === undefined ? '' : dayText(period.firstDay));
  const [to, setTo] = useState(period === undefined ? '' : dayText(period.lastDay));
  const read = readPeriod({ period: 'custom', from, to }, { name: 'all' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (read.name === 'custom') onPick(read);
  };
  return (
    <form className={classes.days} onSubmit={submit}>
      <TextInput
        type="date"
        label={t('period.from')}
        value={from}
        max={to}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('period.to')}
        value={to}
        min={from}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" disabled={read.name !== 'custom'}>
        {t('period.show')}
      </Button>
    </form>
  );
}
