/** One event beside the timeline: when it happened, when it became known, what it is, and where to go from it. */
import { Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../../data/session.tsx';
import { useCase } from '../../../../parts/case/case-context.tsx';
import { Markdown } from '../../../../parts/markdown/markdown.tsx';
import { ObservableValue } from '../../../../parts/observable-value.tsx';
import { Person } from '../../../../parts/person.tsx';
import { useDuration } from '../../../../parts/time.tsx';
import { SidePanel } from '../../../../ui/side-panel.tsx';
import classes from './event-panel.module.css';
import { useEventWords } from './event-words.ts';
import { detailOf, type TimelineEvent } from './events.ts';
import { EvidenceList } from './evidence-list.tsx';
import { KnownVerdicts } from './known-verdicts.tsx';
import { LaneIcon } from './lane-icon.tsx';
import { useMomentTexts } from './use-moment-text.ts';

/** What can be done with an event that somebody put in; undefined where the reader may only read. */
export interface EventVerbs {
  readonly onEdit: (id: string) => void;
  readonly onDelete: (id: string) => void;
}

/** The panel. */
export function EventPanel({
  event,
  asOf,
  verbs,
  onClose,
}: {
  readonly event: TimelineEvent;
  /** The moment one went back to; undefined: now. */
  readonly asOf: number | undefined;
  readonly verbs: EventVerbs | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const { kind, name } = useEventWords()(event);
  return (
    <SidePanel label={t('panel.label')} closeLabel={t('panel.close')} onClose={onClose}>
      <p className={classes.kind}>
        <LaneIcon lane={event.lane} /> {kind}
      </p>
      {name !== '' && event.entity !== 'Observable' && (
        <h3 className={classes.title}>
          <bdi>{name}</bdi>
        </h3>
      )}
      <Moments event={event} />
      <Content event={event} />
      <EvidenceList event={event} />
      {event.entity === 'Observable' && (
        <KnownVerdicts observableId={event.entityId} at={event.at} asOf={asOf} />
      )}
      <p className={classes.acts}>
        <Origin event={event} />
        {event.entity === 'Custom' && verbs !== undefined && (
          <>
            <Button
              leftSection={<IconPencil size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => verbs.onEdit(event.entityId)}
            >
              {word('action.edit')}
            </Button>
            <Button
              leftSection={<IconTrash size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => verbs.onDelete(event.entityId)}
            >
              {word('action.delete')}
            </Button>
          </>
        )}
      </p>
    </SidePanel>
  );
}

function Moments({ event: { at, until, knownAt, by } }: { readonly event: TimelineEvent }) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const { full } = useMomentTexts();
  const duration = useDuration();
  return (
    <dl className={classes.facts}>
      <dt>{t('happened')}</dt>
      <dd>{full(at)}</dd>
      {until !== undefined && (
        <>
          <dt>{t('until')}</dt>
          <dd>
            {full(until)} ({duration(until - at)})
          </dd>
        </>
      )}
      <dt>{t('known')}</dt>
      <dd>{full(knownAt)}</dd>
      {knownAt > at && (
        <>
          <dt>{t('gap')}</dt>
          <dd>{duration(knownAt - at)}</dd>
        </>
      )}
      <dt>{word('field.by')}</dt>
      <dd>
        <Person login={by} />
      </dd>
    </dl>
  );
}

function Content({ event }: { readonly event: TimelineEvent }) {
  if (event.entity === 'Observable')
    return <ObservableValue dataType={detailOf(event, 'dataType')} value={detailOf(event, 'data')} wide />;
  const text = detailOf(event, event.entity === 'Log' ? 'message' : 'description');
  if (text === '') return null;
  return (
    <div className={classes.text}>
      <Markdown text={text} />
    </div>
  );
}

/** Sections that an event leads to; alerts have pages of their own, and some kinds nothing more to show. */
const sections: Readonly<Record<string, string>> = {
  Task: 'tasks',
  Observable: 'observables',
  Procedure: 'ttps',
};

function Origin({ event }: { readonly event: TimelineEvent }) {
  const { t } = useTranslation('timeline');
  const { organisation = '' } = useApi();
  const { detail } = useCase();
  const number = String(detail.number);
  const section = sections[event.entity];
  if (event.entity === 'Alert')
    return (
      <Link
        to="/o/$organisation/alerts/$alertId"
        params={{ organisation, alertId: event.entityId }}
        search={{}}
        className={classes.link}
      >
        {t('panel.open')}
      </Link>
    );
  if (section === undefined) return null;
  if (event.entity === 'Procedure')
    return (
      <Link
        to="/o/$organisation/cases/$number/$section"
        params={{ organisation, number, section }}
        search={{ technique: detailOf(event, 'patternId') }}
        className={classes.link}
      >
        {t('panel.open')}
      </Link>
    );
  return (
    <Link
      to="/o/$organisation/cases/$number/$section/$itemId"
      params={{ organisation, number, section, itemId: event.entityId }}
      search={{}}
      className={classes.link}
    >
      {t('panel.open')}
    </Link>
  );
}
