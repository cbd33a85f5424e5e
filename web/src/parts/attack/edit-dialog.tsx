/** Changing when, for which tactic and how a technique was seen. */
import { Modal } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { get, page } from '../../data/pipeline.ts';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { runPipeline } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { FormClashView } from '../editing/form-clash-view.tsx';
import { momentText, readMoment } from '../editing/moment-text.ts';
import { useFormEdit } from '../editing/use-form-edit.ts';
import { useFieldErrors } from '../error-text.ts';
import { DraftState } from '../markdown/draft-state.tsx';
import { useNames } from '../person.tsx';
import { SubmitForm } from '../submit-form.tsx';
import { type Procedure, type ProcedurePlace, useWholeTechnique } from './attack-data.ts';
import { type ProcedureChange, useProcedureActs } from './procedure-acts.ts';
import { ProcedureFields } from './procedure-fields.tsx';
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

/** What is typed of one. */
type ProcedureTexts = {
  readonly at: string;
  readonly tactic: string;
  readonly description: string;
};

function textsOf(
  { occurDate, tactic = '', description = '' }: Procedure,
  zone: string | undefined,
): ProcedureTexts {
  return { at: momentText(occurDate, zone), tactic, description };
}

/** What is sent of changed texts: the input knows minutes, and what was not touched keeps its seconds. */
function changeOf(changed: Partial<ProcedureTexts>, zone: string | undefined): ProcedureChange {
  const { at, tactic = '', description } = changed;
  const occurDate = at === undefined ? undefined : readMoment(at, zone);
  return {
    ...(occurDate === undefined ? {} : { occurDate }),
    ...(tactic === '' ? {} : { tactic }),
    ...(description === undefined ? {} : { description: description.trim() === '' ? null : description }),
  };
}

function useProcedureEdit(place: ProcedurePlace, procedure: Procedure, zone: string | undefined) {
  const api = useApi();
  const nameOf = useNames();
  const acts = useProcedureActs(place);
  // What is taken back later is what others saved last, not what the form began with.
  const latest = useRef(procedure);
  return useFormEdit<ProcedureTexts>(
    `procedure:${procedure._id}`,
    { values: textsOf(procedure, zone), version: procedure._version },
    {
      save: (changed, version) => acts.change(latest.current, changeOf(changed, zone), version),
      async read() {
        const steps = [get('procedure', procedure._id), page(0, 1)];
        const [stored] = await runPipeline<readonly Procedure[]>(api, 'procedure', steps);
        if (stored === undefined) throw new Error('It is gone');
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

/** What was begun is kept as a draft; what others saved meanwhile is merged, or told. */
function Form({
  place,
  procedure,
  onClose,
}: {
  readonly place: ProcedurePlace;
  readonly procedure: Procedure;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('attack');
  const { t: word } = useTranslation('words');
  const zone = zoneOf(usePreferences().preferences);
  const errors = useFieldErrors();
  const edit = useProcedureEdit(place, procedure, zone);
  const { values } = edit;
  const technique = procedure.patternId ?? '';
  // The technique may have been removed since; then its tactic stays as it is.
  const tactics = useWholeTechnique(technique).data?.tactics ?? [];
  const ready = readMoment(values.at, zone) !== undefined;
  const submit = async (): Promise<void> => {
    if (ready && !edit.busy && (await edit.submit())) onClose();
  };
  const labels = {
    at: t('occurred'),
    tactic: t('tacticOf', { technique }),
    description: word('field.description'),
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
      <FormClashView clash={edit.clash} labels={labels} onTake={edit.take} />
      <TacticSelect
        tactics={tactics}
        chosen={values.tactic === '' ? undefined : values.tactic}
        technique={technique}
        error={errors(edit.refusal).tactic}
        onChoose={(tactic) => edit.set({ tactic })}
      />
      <ProcedureFields draft={values} errors={errors(edit.refusal)} onChange={edit.set} />
    </SubmitForm>
  );
}
