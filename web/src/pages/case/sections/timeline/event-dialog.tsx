/** Putting an event into the timeline, and changing one: when, what, and more about it. */
import { Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCustomEvent } from '../../../../../../contract/v1-types.ts';
import { usePreferences, zoneOf } from '../../../../data/preferences.tsx';
import { useApi } from '../../../../data/session.tsx';
import { Answer } from '../../../../parts/alert/answer.tsx';
import { momentText, readMoment } from '../../../../parts/editing/moment-text.ts';
import { useFieldErrors } from '../../../../parts/error-text.ts';
import { MarkdownEditor } from '../../../../parts/markdown/editor.tsx';
import { SubmitForm } from '../../../../parts/submit-form.tsx';
import type { NewEvent } from './csv-events.ts';
import classes from './dialog.module.css';
import { type EventActs, readCustomEvent } from './timeline-data.ts';

/** What is open: a new event, one that is changed, or nothing. */
export type OpenEvent = { readonly id?: string } | undefined;

/** The dialog. */
export function EventDialog({
  open,
  acts,
  onClose,
}: {
  readonly open: OpenEvent;
  readonly acts: EventActs;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('timeline');
  const id = open?.id;
  return (
    <Modal
      opened={open !== undefined}
      onClose={onClose}
      title={t(id === undefined ? 'event.add' : 'event.edit')}
      size={680}
    >
      {open !== undefined && id === undefined && <Form acts={acts} onClose={onClose} />}
      {id !== undefined && <Existing id={id} acts={acts} onClose={onClose} />}
    </Modal>
  );
}

function Existing({
  id,
  acts,
  onClose,
}: {
  readonly id: string;
  readonly acts: EventActs;
  readonly onClose: () => void;
}) {
  const api = useApi();
  // What is edited must be what the server has now, not what the timeline has cut.
  const answer = useQuery({
    queryKey: [api.organisation, 'custom-event', id],
    queryFn: () => readCustomEvent(api, id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <Answer of={answer}>{(event) => <Form before={event} acts={acts} onClose={onClose} />}</Answer>;
}

interface Draft {
  readonly from: string;
  readonly until: string;
  readonly title: string;
  readonly description: string;
}

function draftOf(event: OutputCustomEvent | undefined, zone: string | undefined): Draft {
  return {
    from: event === undefined ? '' : momentText(event.date, zone),
    until: event?.endDate === undefined ? '' : momentText(event.endDate, zone),
    title: event?.title ?? '',
    description: event?.description ?? '',
  };
}

/** The event as it is written; undefined while something is missing. */
function eventOf(
  draft: Draft,
  before: OutputCustomEvent | undefined,
  zone: string | undefined,
): NewEvent | undefined {
  const date = momentKept(draft.from, before?.date, zone);
  const endDate = momentKept(draft.until, before?.endDate, zone);
  const title = draft.title.trim();
  if (date === undefined || title === '') return undefined;
  if (endDate !== undefined && endDate < date) return undefined;
  const description = draft.description.trim();
  return {
    date,
    title,
    ...(endDate === undefined ? {} : { endDate }),
    ...(description === '' ? {} : { description }),
  };
}

/** The input knows minutes: what was not touched keeps its seconds. */
function momentKept(text: string, before: number | undefined, zone: string | undefined): number | undefined {
  if (text === '') return undefined;
  return before !== undefined && momentText(before, zone) === text ? before : readMoment(text, zone);
}

function Form({
  before,
  acts,
  onClose,
}: {
  readonly before?: OutputCustomEvent;
  readonly acts: EventActs;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const zone = zoneOf(usePreferences().preferences);
  const fieldErrors = useFieldErrors();
  const [draft, setDraft] = useState(() => draftOf(before, zone));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const event = eventOf(draft, before, zone);
  const errors = fieldErrors(refusal);
  const isBackwards = draft.from !== '' && draft.until !== '' && draft.until < draft.from;
  const submit = async (): Promise<void> => {
    if (event === undefined || busy) return;
    setBusy(true);
    try {
      await (before === undefined ? acts.add(event) : acts.change(before, event));
      onClose();
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  const change = (next: Partial<Draft>): void => setDraft({ ...draft, ...next });
  return (
    <SubmitForm
      submitLabel={before === undefined ? t('event.add') : word('action.save')}
      ready={event !== undefined}
      busy={busy}
      refusal={refusal}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <TextInput
        data-autofocus
        required
        label={word('field.title')}
        maxLength={512}
        value={draft.title}
        error={errors.title}
        onChange={({ currentTarget }) => change({ title: currentTarget.value })}
      />
      <div className={classes.times}>
        <TextInput
          type="datetime-local"
          required
          label={t('happened')}
          value={draft.from}
          error={errors.date}
          onChange={({ currentTarget }) => change({ from: currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label={t('until')}
          value={draft.until}
          error={isBackwards ? t('fault.order') : errors.endDate}
          onChange={({ currentTarget }) => change({ until: currentTarget.value })}
        />
      </div>
      <MarkdownEditor
        label={word('field.description')}
        hint={t('event.hint')}
        value={draft.description}
        onChange={(description) => change({ description })}
        onSubmit={() => void submit()}
      />
    </SubmitForm>
  );
}
