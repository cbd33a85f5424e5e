/** The form of a widget beside its preview: kind, objects, filter, number, and what it is told by. */
import { Button, Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodDays } from '../../parts/charts/period.ts';
import classes from './dashboards.module.css';
import { type Series, type Widget, type WidgetType, widgetTypes } from './definition.ts';
import { SeriesFields } from './series-fields.tsx';
import { fittedTo } from './widget-kind.ts';
import { type WidgetTime, WidgetView } from './widget-view.tsx';

/** The form in a dialog. */
export function WidgetForm({
  widget,
  time,
  onClose,
  onDone,
}: {
  readonly widget: Widget;
  readonly time: WidgetTime;
  readonly onClose: () => void;
  readonly onDone: (widget: Widget) => void;
}) {
  const { t } = useTranslation('dashboards');
  return (
    <Modal
      opened
      size={980}
      closeOnClickOutside={false}
      title={widget.title === '' ? t('editor.add') : t('editor.change', { title: widget.title })}
      onClose={onClose}
    >
      <Form widget={widget} time={time} onClose={onClose} onDone={onDone} />
    </Modal>
  );
}

function Form({ widget, time, onClose, onDone }: Parameters<typeof WidgetForm>[0]) {
  const { t } = useTranslation('dashboards');
  const { t: word } = useTranslation('words');
  const [draft, setDraft] = useState(widget);
  const set = (change: Partial<Widget>): void => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    onDone({ ...draft, title: draft.title.trim() });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.fields}>
        <TextInput
          data-autofocus
          required
          label={word('field.title')}
          value={draft.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Select
          label={t('form.kind')}
          data={widgetTypes.map((value) => ({ value, label: t(`kindOf.${value}`) }))}
          value={draft.type}
          allowDeselect={false}
          onChange={(type) => setDraft(fittedTo(draft, (type ?? 'counter') as WidgetType))}
        />
        {draft.type === 'text' ? (
          <Textarea
            label={t('form.content')}
            autosize
            minRows={6}
            value={draft.content ?? ''}
            onChange={(event) => set({ content: event.currentTarget.value })}
          />
        ) : (
          <Questions draft={draft} set={set} />
        )}
      </div>
      <div className={classes.preview} data-testid="widget-preview">
        <WidgetView widget={draft} time={time} />
      </div>
      <div className={classes.foot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button type="submit" variant="filled" disabled={draft.title.trim() === ''}>
          {t('form.done')}
        </Button>
      </div>
    </form>
  );
}

function Questions({
  draft,
  set,
}: {
  readonly draft: Widget;
  readonly set: (change: Partial<Widget>) => void;
}) {
  const { t } = useTranslation('dashboards');
  const change = (place: number, series: Series): void => set({ series: draft.series.with(place, series) });
  const several = draft.type === 'counter' || draft.type === 'line' || draft.type === 'area';
  return (
    <>
      {draft.series.map((series, place) => (
        <SeriesFields
          key={String(place)}
          type={draft.type}
          series={series}
          isNamed={draft.series.length > 1}
          onChange={(next) => change(place, next)}
          onRemove={
            draft.series.length > 1 ? () => set({ series: draft.series.toSpliced(place, 1) }) : undefined
          }
        />
      ))}
      {several && (
        <Button
          onClick={() => {
            const last = draft.series.at(-1);
            if (last !== undefined)
              set({ series: [...draft.series, { ...last, name: String(draft.series.length + 1) }] });
          }}
        >
          {t('form.another')}
        </Button>
      )}
      {draft.type === 'gauge' && <Turns draft={draft} set={set} />}
      <OwnPeriod draft={draft} set={set} />
    </>
  );
}

function OwnPeriod({
  draft,
  set,
}: {
  readonly draft: Widget;
  readonly set: (change: Partial<Widget>) => void;
}) {
  const { t } = useTranslation('dashboards');
  return (
    <Select
      label={t('form.period')}
      placeholder={t('form.samePeriod')}
      clearable
      data={[...Object.keys(periodDays), 'all'].map((value) => ({
        value,
        label: t(`period.${value as 'all'}`),
      }))}
      value={draft.period ?? null}
      onChange={(name) => {
        const { period: _, ...others } = draft;
        set(name === null ? { ...others } : { period: name as 'all' });
      }}
    />
  );
}

const usualTurns = { minimum: 0, medium: 50, maximum: 100 };

function Turns({ draft, set }: { readonly draft: Widget; readonly set: (change: Partial<Widget>) => void }) {
  const { t } = useTranslation('dashboards');
  const turns = draft.thresholds ?? usualTurns;
  return (
    <div className={classes.pair}>
      {(['medium', 'maximum'] as const).map((name) => (
        <NumberInput
          key={name}
          label={t(`form.${name}`)}
          value={turns[name]}
          onChange={(value) => set({ thresholds: { ...turns, [name]: Number(value) } })}
        />
      ))}
    </div>
  );
}
