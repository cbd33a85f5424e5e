/** A dashboard: its widgets for a period that stands in the address. */
import { Button, Switch } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputDashboard } from '../../../../contract/v1-types.ts';
import { ApiError } from '../../data/api.ts';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { useApi } from '../../data/session.tsx';
import { browserZone } from '../../parts/charts/calendar.ts';
import { FigureGathering } from '../../parts/charts/export-figures.tsx';
import { ExportMenu } from '../../parts/charts/export-menu.tsx';
import { type PeriodChoice, periodOf, readPeriod } from '../../parts/charts/period.ts';
import { PeriodPicker } from '../../parts/charts/period-picker.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { NotFound } from '../not-found.tsx';
import { useDashboard } from './dashboard-data.ts';
import { DashboardMenu } from './dashboard-menu.tsx';
import classes from './dashboards.module.css';
import { readDefinition } from './definition.ts';
import { questionPrefix } from './use-widget.ts';
import { WidgetGrid } from './widget-grid.tsx';
import { type WidgetTime, WidgetView } from './widget-view.tsx';

interface Address {
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly compare?: string | undefined;
}

/** The page. */
export function Page() {
  const { t: word } = useTranslation('words');
  const reason = useErrorText();
  const { dashboardId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useDashboard(dashboardId);
  if (error instanceof ApiError && error.status === 404) return <NotFound />;
  if (error !== null)
    return (
      <main className={classes.page}>
        <Failure reason={reason(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      </main>
    );
  if (data === undefined)
    return (
      <main className={classes.page}>
        <LoadingRows rows={6} label={word('loading')} />
      </main>
    );
  return <Shown dashboard={data} />;
}

function Shown({ dashboard }: { readonly dashboard: OutputDashboard }) {
  const { t } = useTranslation('dashboards');
  const { organisation = '' } = useApi();
  const definition = useMemo(() => readDefinition(dashboard.definition), [dashboard.definition]);
  const page = useRef<HTMLDivElement>(null);
  const { time, choice, compared, change, refresh } = useTime(definition.period);
  const navigate = useNavigate();
  const editor = {
    to: '/o/$organisation/dashboards/$dashboardId/edit',
    params: { organisation, dashboardId: dashboard._id },
    search: {},
  } as const;
  const mayEdit = dashboard.writable === true;
  useActions([
    ...(mayEdit
      ? [
          {
            id: 'dashboard.edit',
            label: t('edit'),
            group: t('group'),
            keys: 'e',
            perform: () => void navigate(editor),
          },
        ]
      : []),
    { id: 'dashboard.refresh', label: t('refresh'), group: t('group'), keys: 'Shift+R', perform: refresh },
  ]);
  return (
    <FigureGathering>
      <main className={classes.page}>
        <PageHead
          title={dashboard.title}
          crumbs={[
            {
              label: t('title'),
              link: { to: '/o/$organisation/dashboards', params: { organisation }, search: {} },
            },
          ]}
        />
        <div className={classes.bar}>
          <PeriodPicker
            withAll
            choice={choice}
            period={time.period}
            onChange={({ name, from, to }) => change({ period: name, from, to })}
          />
          <Switch
            size="xs"
            label={t('compare')}
            checked={compared}
            disabled={time.period === undefined}
            onChange={(event) => change({ compare: event.currentTarget.checked ? 'previous' : undefined })}
          />
          <span className={classes.about}>
            <bdi>{dashboard.description}</bdi>
          </span>
          {mayEdit && (
            <Link {...editor}>
              <Button
                component="span"
                leftSection={<IconPencil size={16} stroke={1.6} />}
                rightSection={<Keys keys="e" />}
              >
                {t('edit')}
              </Button>
            </Link>
          )}
          <ExportMenu page={page} name={dashboard.title} heading={dashboard.title} />
          <DashboardMenu dashboard={dashboard} />
        </div>
        <div className={classes.scroll} ref={page} {...scrolled(dashboard.title)}>
          {definition.rows.length === 0 ? (
            <Message
              title={t('blank')}
              action={
                mayEdit && (
                  <Button variant="filled" onClick={() => void navigate(editor)}>
                    {t('edit')}
                  </Button>
                )
              }
            />
          ) : (
            <WidgetGrid rows={definition.rows}>
              {(widget) => <WidgetView widget={widget} time={time} />}
            </WidgetGrid>
          )}
        </div>
      </main>
    </FigureGathering>
  );
}

/** What can be scrolled can be reached by keys. */
const scrolled = (label: string) => ({ tabIndex: 0, role: 'group', 'aria-label': label }) as const;

function useTime(usual: PeriodChoice) {
  const { period, from, to, compare } = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { preferences } = usePreferences();
  const zone = zoneOf(preferences) ?? browserZone();
  const [now, setNow] = useState(Date.now);
  const choice = useMemo(() => readPeriod({ period, from, to }, usual), [period, from, to, usual]);
  const compared = compare === 'previous';
  const time = useMemo(
    (): WidgetTime => ({ period: periodOf(choice, now, zone), zone, now, compared }),
    [choice, now, zone, compared],
  );
  const change = (next: Address): void => {
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...next }) as Record<string, string>,
      replace: true,
      resetScroll: false,
    });
  };
  const refresh = (): void => {
    setNow(Date.now());
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && queryKey[1].startsWith(questionPrefix),
    });
  };
  return { time, choice, compared, change, refresh };
}
