/** Putting an event into the timeline, and changing one: when, what, and more about it. */
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCustomEvent } from '../../../../../../contract/v1-types.ts';
import { usePreferences, zoneOf } from '../../../../data/preferences.tsx';
import { useApi } from '../../../../data/session.tsx';
import { Answer } from '../../../../parts/alert/answer.tsx';
import { FormClashView } from '../../../../parts/editing/form-clash-view.tsx';
import { useFormEdit } from '../../../../parts/editing/use-form-edit.ts';
import { useNewTexts } from '../../../../parts/editing/use-new-texts.ts';
import { useFieldErrors } from '../../../../parts/error-text.ts';
import { DraftState } from '../../../../parts/markdown/draft-state.tsx';
import { useNames } from '../../../../parts/person.tsx';
import { SubmitForm } from '../../../../parts/submit-form.tsx';
import { EventFields } from './event-fields.tsx';
import { changeOfTexts, type EventTexts, eventOf, noTexts, textsOf } from './event-texts.ts';
import { idsIn } from './evidence.ts';
import { type EventActs, readCustomEvent } from './timeline-data.ts';

/** What is open: a new event, one that is changed, or nothing. */
export type OpenEvent = { readonly id?: string } | undefined;

/** The dialog. */
export function EventDialog({
  caseId,
  open,
  acts,
  onClose,
}: {
  readonly caseId: string;
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
      {open !== undefined && id === undefined && <NewForm caseId={caseId} acts={acts} onClose={onClose} />}
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
  return <Answer of={answer}>{(event) => <EditForm event={event} acts={acts} onClose={onClose} />}</Answer>;
}

interface FormProps {
  readonly acts: EventActs;
  readonly onClose: () => void;
}

function NewForm({ caseId, acts, onClose }: FormProps & { readonly caseId: string }) {
  const { t } = useTranslation('timeline');
  const zone = zoneOf(usePreferences().preferences);
  const fieldErrors = useFieldErrors();
  const draft = useNewTexts<EventTexts>(`case:${caseId}:event`, noTexts);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const event = eventOf(draft.values, zone);
  const submit = async (): Promise<void> => {
    if (event === undefined || busy) return;
    setBusy(true);
    try {
      await acts.add(event);
      draft.discard();
      onClose();
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  return (
    <SubmitForm
      submitLabel={t('event.add')}
      ready={event !== undefined}
      busy={busy}
      refusal={refusal}
      said={<DraftState state={draft.state} />}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <EventFields
        texts={draft.values}
        errors={fieldErrors(refusal)}
        onChange={draft.set}
        onSubmit={() => void submit()}
      />
    </SubmitForm>
  );
}

/** What was begun is kept as a draft; what others saved meanwhile is merged, or told. */
function EditForm({ event, acts, onClose }: FormProps & { readonly event: OutputCustomEvent }) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const zone = zoneOf(usePreferences().preferences);
  const fieldErrors = useFieldErrors();
  const edit = useEventEdit(event, acts, zone);
  const ready = eventOf(edit.values, zone) !== undefined;
  const submit = async (): Promise<void> => {
    if (ready && !edit.busy && (await edit.submit())) onClose();
  };
  const labels = {
    title: word('field.title'),
    from: t('happened'),
    until: t('until'),
    description: word('field.description'),
    evidence: t('evidence.label'),
  };
  return (
    <SubmitForm
      submitLabel={word('action.save')}
      ready={ready}
      busy={edit.busy}
      refusal={edit.refusal}
      said={<DraftState state={edit.state} />}
      onSubmit={() => void submit()}
      onCancel={() => {
        edit.discard();
        onClose();
      }}
    >
      <FormClashView
        clash={edit.clash}
        labels={labels}
        shown={(field, text) =>
          field === 'evidence' ? t('evidence.count', { count: idsIn(text).length }) : text
        }
        onTake={edit.take}
      />
      <EventFields
        texts={edit.values}
        errors={fieldErrors(edit.refusal)}
        onChange={edit.set}
        onSubmit={() => void submit()}
      />
    </SubmitForm>
  );
}

function useEventEdit(event: OutputCustomEvent, acts: EventActs, zone: string | undefined) {
  const api = useApi();
  const nameOf = useNames();
  // What is taken back later is what others saved last, not what the form began with.
  const latest = useRef(event);
  return useFormEdit<EventTexts>(
    `customEvent:${event._id}`,
    { values: textsOf(event, zone), version: event._version },
    {
      save: (changed, version) => acts.change(latest.current, changeOfTexts(changed, zone), version),
      async read() {
        const stored = await readCustomEvent(api, event._id);
        latest.current = stored;
        return {
          values: textsOf(stored, zone),
          version: stored._version,
          name: nameOf(stored._updatedBy ?? stored._createdBy),
        };
      },
    },
  );
}
