/** What happened in a case, on two clocks: when it happened and when the team came to know of it. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconPlus, IconTimelineEvent, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepFile } from '../../../data/receive-file.ts';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { Refusal, useAttempt } from '../../../parts/task/attempt.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import type { SectionProps } from '../sections.ts';
import { TimelineChart } from './timeline/chart.tsx';
import { timelineCsv } from './timeline/csv-file.ts';
import { EventDialog, type OpenEvent } from './timeline/event-dialog.tsx';
import { EventPanel, type EventVerbs } from './timeline/event-panel.tsx';
import { useEventWords } from './timeline/event-words.ts';
import { shownEvents, type TimelineEvent } from './timeline/events.ts';
import { ImportDialog } from './timeline/import-dialog.tsx';
import { ReplayBanner, ReplaySlider } from './timeline/replay.tsx';
import { TimelineTable } from './timeline/table.tsx';
import classes from './timeline/timeline.module.css';
import { useTimelineAddress } from './timeline/timeline-address.ts';
import { useEventActs, useTimeline } from './timeline/timeline-data.ts';
import { closer, Toolbar } from './timeline/toolbar.tsx';

/** The section. */
export default function Section({ caseId }: SectionProps) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { may } = useCase();
  const { events, error, again } = useTimeline(caseId);
  const { asOf, hidden, go } = useTimelineAddress();
  const acts = useEventActs(caseId);
  const [open, setOpen] = useState<OpenEvent>();
  const [importing, setImporting] = useState(false);
  const { attempt, refusal } = useAttempt();
  const mayChange = may('manageCase/update');
  const shown = useMemo(() => shownEvents(events ?? [], hidden, asOf), [events, hidden, asOf]);
  const verbs: EventVerbs = {
    onEdit: (id) => setOpen({ id }),
    onDelete: (id) => void attempt(() => acts.remove(id)),
  };
  return (
    <section
      className={asOf === undefined ? classes.section : `${classes.section} ${classes.replaying}`}
      aria-label={t('title')}
    >
      <Head
        events={shown}
        mayChange={mayChange}
        onAdd={() => setOpen({})}
        onImport={() => setImporting(true)}
      />
      <Refusal of={refusal} />
      {error !== null && events === undefined && (
        <Failure reason={text(error)} again={again} againLabel={word('action.retry')} />
      )}
      {events === undefined && error === null && <LoadingRows rows={8} label={word('loading')} />}
      {events !== undefined && (
        <>
          <div className={classes.tools}>
            <Toolbar events={events} />
            <ReplaySlider
              events={events}
              asOf={asOf}
              onChange={(next) => go({ asof: next === undefined ? undefined : String(next) })}
            />
          </div>
          {asOf !== undefined && (
            <ReplayBanner
              asOf={asOf}
              hidden={events.filter(({ knownAt }) => knownAt > asOf).length}
              onNow={() => go({ asof: undefined })}
            />
          )}
          <Body events={shown} verbs={mayChange ? verbs : undefined} />
        </>
      )}
      {mayChange && (
        <>
          <EventDialog caseId={caseId} open={open} acts={acts} onClose={() => setOpen(undefined)} />
          <ImportDialog opened={importing} acts={acts} onClose={() => setImporting(false)} />
        </>
      )}
    </section>
  );
}

function Head({
  events,
  mayChange,
  onAdd,
  onImport,
}: {
  readonly events: readonly TimelineEvent[];
  readonly mayChange: boolean;
  readonly onAdd: () => void;
  readonly onImport: () => void;
}) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const words = useEventWords();
  const { attempt, refusal } = useAttempt();
  const heads = [
    t('happened'),
    t('until'),
    t('known'),
    word('field.type'),
    t('what'),
    word('field.by'),
    word('field.description'),
    t('evidence.label'),
  ];
  const save = (): void =>
    void attempt(async () =>
      keepFile(
        new Blob([await timelineCsv(events, heads, words)], { type: 'text/csv' }),
        `case-${detail.number}-timeline.csv`,
      ),
    );
  const group = t('title');
  useActions([
    ...(mayChange
      ? [
          { id: 'timeline.add', label: t('event.add'), group, keys: 'Shift+A', perform: onAdd },
          { id: 'timeline.import', label: t('import.title'), group, perform: onImport },
        ]
      : []),
    { id: 'timeline.save', label: t('save'), group, perform: save },
  ]);
  return (
    <div className={classes.head}>
      <h2 className={classes.title}>{t('title')}</h2>
      <span className={classes.quiet}>{t('count', { count: events.length })}</span>
      <Refusal of={refusal} />
      <span className={classes.end}>
        <FileMenu mayChange={mayChange} onImport={onImport} onSave={save} />
        {mayChange && (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
            rightSection={<Keys keys="Shift+A" />}
            onClick={onAdd}
          >
            {t('event.add')}
          </Button>
        )}
      </span>
    </div>
  );
}

function FileMenu({
  mayChange,
  onImport,
  onSave,
}: {
  readonly mayChange: boolean;
  readonly onImport: () => void;
  readonly onSave: () => void;
}) {
  const { t } = useTranslation('timeline');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}>CSV</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload size={15} stroke={1.6} aria-hidden="true" />} onClick={onSave}>
          {t('save')}
        </Menu.Item>
        {mayChange && (
          <Menu.Item
            leftSection={<IconUpload size={15} stroke={1.6} aria-hidden="true" />}
            onClick={onImport}
          >
            {t('import.title')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Body({
  events,
  verbs,
}: {
  readonly events: readonly TimelineEvent[];
  readonly verbs: EventVerbs | undefined;
}) {
  const { t } = useTranslation('timeline');
  const address = useTimelineAddress();
  const { view, clock, zoom, event: opened, hidden, asOf, go } = address;
  const shown = events.find(({ id }) => id === opened);
  const onOpen = ({ id }: TimelineEvent): void => go({ event: id });
  if (events.length === 0)
    return (
      <div className={classes.nothing}>
        <Message
          icon={<IconTimelineEvent size={28} stroke={1.4} aria-hidden="true" />}
          title={t(asOf === undefined ? 'none.title' : 'none.thenTitle')}
          action={
            (hidden.size > 0 || asOf !== undefined) && (
              <Button onClick={() => go({ hide: undefined, asof: undefined })}>{t('none.act')}</Button>
            )
          }
        >
          {t('none.reason')}
        </Message>
      </div>
    );
  return (
    <div className={classes.body}>
      {view === 'lanes' ? (
        <TimelineChart
          events={events}
          clock={clock}
          zoom={zoom}
          opened={opened}
          onOpen={onOpen}
          onCloser={() => closer(address)}
          onTable={({ id }) => go({ view: 'table', event: id })}
        />
      ) : (
        <TimelineTable events={events} clock={clock} opened={opened} onOpen={onOpen} />
      )}
      {shown !== undefined && (
        <EventPanel
          key={shown.id}
          event={shown}
          asOf={asOf}
          verbs={verbs}
          onClose={() => go({ event: undefined })}
        />
      )}
    </div>
  );
}
