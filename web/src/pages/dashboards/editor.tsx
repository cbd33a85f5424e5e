/** The editor of a dashboard: by keys alone or with the mouse. What was changed and not saved stays in this browser. */
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconPlus } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputDashboard } from '../../../../contract/v1-types.ts';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { useApi } from '../../data/session.tsx';
import { browserZone } from '../../parts/charts/calendar.ts';
import { periodOf } from '../../parts/charts/period.ts';
import { PeriodPicker } from '../../parts/charts/period-picker.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { NotFound } from '../not-found.tsx';
import { useDashboard, useUpdateDashboard } from './dashboard-data.ts';
import classes from './dashboards.module.css';
import { type Widget, writeDefinition } from './definition.ts';
import { moveWidget, placeWidget, putWidget, removeWidget, resizeWidget } from './editor-state.ts';
import { useEdited } from './use-edited.ts';
import { WidgetForm } from './widget-form.tsx';
import { WidgetGrid } from './widget-grid.tsx';
import { Tile } from './widget-tile.tsx';
import type { WidgetTime } from './widget-view.tsx';

/** The page. */
export function Page() {
  const { t: word } = useTranslation('words');
  const { dashboardId = '' } = useParams({ strict: false });
  const { data, error } = useDashboard(dashboardId);
  // Who may not change it learns no more than that it is not there to be changed.
  if (error !== null || (data !== undefined && data.writable !== true)) return <NotFound />;
  if (data === undefined)
    return (
      <main className={classes.page}>
        <LoadingRows rows={6} label={word('loading')} />
      </main>
    );
  return <Editor dashboard={data} key={data._id} />;
}

function Editor({ dashboard }: { readonly dashboard: OutputDashboard }) {
  const { t } = useTranslation('dashboards');
  const { organisation = '' } = useApi();
  const edited = useEdited(dashboard);
  const { definition, change } = edited;
  const [open, setOpen] = useState<Widget>();
  const [focused, setFocused] = useState<string>();
  const time = useWidgetTime(definition.period);
  const add = (): void => setOpen(newWidget());
  useEditorActions(edited, add);
  return (
    <main className={classes.page}>
      <PageHead
        title={t('editing', { title: dashboard.title })}
        crumbs={[
          {
            label: t('title'),
            link: { to: '/o/$organisation/dashboards', params: { organisation }, search: {} },
          },
        ]}
      />
      <Bar dashboard={dashboard} edited={edited} period={time.period} onAdd={add} />
      <div className={classes.scroll}>
        <p className={classes.quiet}>{t('editor.keys')}</p>
        {definition.rows.length === 0 && <Message title={t('blank')}>{t('editor.first')}</Message>}
        <WidgetGrid rows={definition.rows}>
          {(widget) => (
            <Tile
              widget={widget}
              time={time}
              isFocused={focused === widget.id}
              onFocus={() => setFocused(widget.id)}
              onMove={(direction) => change(moveWidget(definition, widget.id, direction))}
              onPlace={(dragged, side) => {
                setFocused(dragged);
                change(placeWidget(definition, dragged, widget.id, side));
              }}
              onResize={(direction) => change(resizeWidget(definition, widget.id, direction))}
              onEdit={() => setOpen(widget)}
              onRemove={() => change(removeWidget(definition, widget.id))}
            />
          )}
        </WidgetGrid>
      </div>
      {open !== undefined && (
        <WidgetForm
          widget={open}
          time={time}
          onClose={() => setOpen(undefined)}
          onDone={(widget) => {
            setOpen(undefined);
            setFocused(widget.id);
            change(putWidget(definition, widget));
          }}
        />
      )}
    </main>
  );
}

type Edited = ReturnType<typeof useEdited>;

function useEditorActions({ undo, redo, canUndo, canRedo }: Edited, add: () => void): void {
  const { t } = useTranslation('dashboards');
  const group = t('group');
  useActions([
    { id: 'editor.add', label: t('editor.add'), group, keys: 'n', perform: add },
    ...(canUndo ? [{ id: 'editor.undo', label: t('editor.undo'), group, keys: 'z', perform: undo }] : []),
    ...(canRedo
      ? [{ id: 'editor.redo', label: t('editor.redo'), group, keys: 'Shift+Z', perform: redo }]
      : []),
  ]);
}

function Bar({
  dashboard,
  edited,
  period,
  onAdd,
}: {
  readonly dashboard: OutputDashboard;
  readonly edited: Edited;
  readonly period: WidgetTime['period'];
  readonly onAdd: () => void;
}) {
  const { t } = useTranslation('dashboards');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  const update = useUpdateDashboard();
  const reason = useErrorText();
  const { definition, isChanged, isRestored, undo, redo, canUndo, canRedo, discard, change } = edited;
  const leave = (): void =>
    void navigate({
      to: '/o/$organisation/dashboards/$dashboardId',
      params: { organisation, dashboardId: dashboard._id },
      search: {},
    });
  const save = (): void =>
    update.mutate(
      { id: dashboard._id, version: dashboard._version, change: { definition: writeDefinition(definition) } },
      {
        onSuccess: () => {
          discard();
          leave();
        },
      },
    );
  useActions([
    { id: 'editor.save', label: word('action.save'), group: t('group'), keys: '$mod+Enter', perform: save },
  ]);
  return (
    <div className={classes.bar}>
      <Button
        leftSection={<IconPlus size={16} stroke={1.6} />}
        rightSection={<Keys keys="n" />}
        onClick={onAdd}
      >
        {t('editor.add')}
      </Button>
      <PeriodPicker
        withAll
        choice={definition.period}
        period={period}
        onChange={(next) => change({ ...definition, period: next })}
      />
      <Button aria-label={t('editor.undo')} disabled={!canUndo} onClick={undo}>
        <IconArrowBackUp size={16} stroke={1.6} />
      </Button>
      <Button aria-label={t('editor.redo')} disabled={!canRedo} onClick={redo}>
        <IconArrowForwardUp size={16} stroke={1.6} />
      </Button>
      <span className={classes.about} role="status">
        {isRestored ? t('editor.restored') : ''}
      </span>
      {update.error !== null && <Failure reason={reason(update.error)} againLabel="" />}
      <Button
        onClick={() => {
          discard();
          leave();
        }}
      >
        {word('action.cancel')}
      </Button>
      <Button
        variant="filled"
        loading={update.isPending}
        disabled={!isChanged}
        rightSection={<Keys keys="$mod+Enter" />}
        onClick={save}
      >
        {word('action.save')}
      </Button>
    </div>
  );
}

function useWidgetTime(choice: Parameters<typeof periodOf>[0]): WidgetTime {
  const { preferences } = usePreferences();
  const zone = zoneOf(preferences) ?? browserZone();
  const [now] = useState(Date.now);
  return useMemo(
    () => ({ period: periodOf(choice, now, zone), zone, now, compared: false }),
    [choice, now, zone],
  );
}

function newWidget(): Widget {
  return {
    id: crypto.randomUUID(),
    type: 'counter',
    title: '',
    series: [
      { name: '1', list: 'listAlert', dateField: '_createdAt', query: '', aggregation: { _agg: 'count' } },
    ],
  };
}
