/** Changing when, for which tactic and how a technique was seen. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { momentText, readMoment } from '../editing/moment-text.ts';
import { useFieldErrors } from '../error-text.ts';
import { SubmitForm } from '../submit-form.tsx';
import { type Procedure, type ProcedurePlace, useWholeTechnique } from './attack-data.ts';
import { useProcedureActs } from './procedure-acts.ts';
import { type ProcedureDraft, ProcedureFields } from './procedure-fields.tsx';
import { TacticSelect } from './tactic-select.tsx';

/** The dialog; open while there is one to change. */
export function EditProcedureDialog({
  place,
  procedure,
  onClose,
}: {
  readonly place: ProcedurePlace;
  readonly procedure: Procedure | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={procedure !== undefined}
      onClose={onClose}
      title={`${procedure?.patternId ?? ''} ${procedure?.patternName ?? ''}`}
      size={620}
    >
      {procedure !== undefined && <Form place={place} procedure={procedure} onClose={onClose} />}
    </Modal>
  );
}

function Form({
  place,
  procedure,
  onClose,
}: {
  readonly place: ProcedurePlace;
  readonly procedure: Procedure;
  readonly onClose: () => void;
}) {
  const { t: word } = useTranslation('words');
  const zone = zoneOf(usePreferences().preferences);
  const fieldErrors = useFieldErrors();
  const acts = useProcedureActs(place);
  // The technique may have been removed since; then its tactic stays as it is.
  const tactics = useWholeTechnique(procedure.patternId ?? '').data?.tactics ?? [];
  const [tactic, setTactic] = useState(procedure.tactic);
  const [draft, setDraft] = useState<ProcedureDraft>({
    at: momentText(procedure.occurDate, zone),
    description: procedure.description ?? '',
  });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const at = readMoment(draft.at, zone);
  const submit = async (): Promise<void> => {
    if (at === undefined || busy) return;
    setBusy(true);
    // The input knows minutes: what was not touched keeps its seconds.
    const occurDate = momentText(procedure.occurDate, zone) === draft.at ? procedure.occurDate : at;
    const description = draft.description.trim() === '' ? null : draft.description;
    try {
      await acts.change(procedure, { occurDate, tactic, description });
      onClose();
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  return (
    <SubmitForm
      submitLabel={word('action.save')}
      ready={at !== undefined}
      busy={busy}
      refusal={refusal}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <TacticSelect
        tactics={tactics}
        chosen={tactic}
        technique={procedure.patternId ?? ''}
        error={fieldErrors(refusal).tactic}
        onChoose={setTactic}
      />
      <ProcedureFields draft={draft} errors={fieldErrors(refusal)} onChange={setDraft} />
    </SubmitForm>
  );
}
