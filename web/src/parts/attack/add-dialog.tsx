/** Noting techniques: several at once, from a list or from the matrix, each for its tactic, with when and what was seen. */
import { ActionIcon, Modal, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPatternCatalog } from '../../../../contract/v1-types.ts';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { momentText, readMoment } from '../editing/moment-text.ts';
import { useNewTexts } from '../editing/use-new-texts.ts';
import { useFieldErrors } from '../error-text.ts';
import { DraftState } from '../markdown/draft-state.tsx';
import { SubmitForm } from '../submit-form.tsx';
import type { ProcedurePlace, Technique } from './attack-data.ts';
import { useCatalogues, useTechniques } from './attack-data.ts';
import { CatalogueChoice, chosenCatalogue } from './catalogue-choice.tsx';
import classes from './dialog.module.css';
import { AttackMatrix } from './matrix.tsx';
import { matrixOf } from './matrix-model.ts';
import { NoCatalogue } from './no-catalogue.tsx';
import { type NewProcedure, useProcedureActs } from './procedure-acts.ts';
import { type ProcedureDraft, ProcedureFields } from './procedure-fields.tsx';
import { TacticSelect } from './tactic-select.tsx';
import { TechniqueList } from './technique-list.tsx';

/** A technique that is chosen, with its tactic once it is known. */
export interface PickedTechnique {
  readonly technique: Pick<Technique, 'patternId' | 'name' | 'tactics'>;
  readonly tactic: string | undefined;
}

/** What the dialog needs. */
export interface AddProceduresProps {
  readonly place: ProcedurePlace;
  /** When it happened, as far as is known: milliseconds. */
  readonly at: number;
  /** What is chosen at the start. */
  readonly start?: readonly PickedTechnique[];
  readonly onClose: () => void;
}

/** The dialog. */
export function AddProceduresDialog({ opened, ...form }: AddProceduresProps & { readonly opened: boolean }) {
  const { t } = useTranslation('attack');
  return (
    <Modal opened={opened} onClose={form.onClose} title={t('add.title')} size="min(980px, 94vw)">
      <Form {...form} />
    </Modal>
  );
}

function Form({ place, at, start = [], onClose }: AddProceduresProps) {
  const { t } = useTranslation('attack');
  const zone = zoneOf(usePreferences().preferences);
  const fieldErrors = useFieldErrors();
  const acts = useProcedureActs(place);
  const [picked, setPicked] = useState(start);
  const draft = useNewTexts<ProcedureDraft>(`${place.on}:${place.id}:procedure`, {
    at: momentText(at, zone),
    description: '',
  });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const catalogues = useCatalogues();
  const occurDate = readMoment(draft.values.at, zone);
  const undecided = picked.flatMap((one) => (one.tactic === undefined ? one.technique.patternId : []));
  const ready = occurDate !== undefined && picked.length > 0 && undecided.length === 0;
  const submit = async (): Promise<void> => {
    if (!ready || busy) return;
    setBusy(true);
    try {
      await acts.add(picked.map((one) => procedureOf(one, occurDate, draft.values.description)));
      draft.discard();
      onClose();
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  if (catalogues.data?.length === 0) return <NoCatalogue />;
  return (
    <SubmitForm
      submitLabel={t('add.submit', { count: picked.length })}
      ready={ready}
      busy={busy}
      refusal={refusal}
      said={
        undecided.length > 0 ? (
          t('add.undecided', { techniques: undecided.join(', ') })
        ) : (
          <DraftState state={draft.state} />
        )
      }
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <Choosing catalogues={catalogues.data ?? []} picked={picked} onPick={setPicked} />
      <Picked picked={picked} onPick={setPicked} />
      <ProcedureFields draft={draft.values} errors={fieldErrors(refusal)} onChange={draft.set} />
    </SubmitForm>
  );
}

function procedureOf({ technique, tactic }: PickedTechnique, occurDate: number, text: string): NewProcedure {
  const description = text.trim() === '' ? undefined : text;
  return { patternId: technique.patternId, tactic, occurDate, description };
}

interface ChoosingProps {
  readonly picked: readonly PickedTechnique[];
  readonly onPick: (picked: readonly PickedTechnique[]) => void;
}

function Choosing({
  catalogues,
  picked,
  onPick,
}: ChoosingProps & { readonly catalogues: readonly OutputPatternCatalog[] }) {
  const { t } = useTranslation('attack');
  const { t: word } = useTranslation('words');
  const [way, setWay] = useState('list');
  const [catalogueId, setCatalogueId] = useState<string>();
  const catalogue = chosenCatalogue(catalogues, catalogueId)?._id;
  const techniques = useTechniques(catalogue).data;
  const columns = useMemo(
    () => matrixOf(techniques ?? [], [], { words: '', onlyUsed: false, platform: '' }),
    [techniques],
  );
  const toggle = (technique: Technique, tactic?: string): void =>
    onPick(withToggled(picked, technique, tactic));
  return (
    <>
      <div className={classes.choice}>
        <SegmentedControl
          size="xs"
          aria-label={t('add.way')}
          value={way}
          data={(['list', 'matrix'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={setWay}
        />
        <span className={classes.end}>
          <CatalogueChoice catalogues={catalogues} chosen={catalogue} onChoose={setCatalogueId} />
        </span>
      </div>
      {techniques === undefined && way === 'matrix' && <LoadingRows rows={6} label={word('loading')} />}
      {way === 'list' && (
        <TechniqueList
          techniques={techniques}
          picked={new Set(picked.map(({ technique }) => technique.patternId))}
          onToggle={toggle}
        />
      )}
      {techniques !== undefined && way === 'matrix' && (
        <div className={classes.matrix}>
          <AttackMatrix
            columns={columns}
            wholly={false}
            picked={new Set(picked.map(({ technique, tactic = '' }) => `${tactic} ${technique.patternId}`))}
            onOpen={(cell) => toggle(cell.technique, cell.tactic)}
          />
        </div>
      )}
    </>
  );
}

/** Leaves what was taken, else takes it; a tactic that is alone is taken along. */
function withToggled(
  picked: readonly PickedTechnique[],
  technique: Technique,
  tactic: string | undefined,
): readonly PickedTechnique[] {
  const without = picked.filter(
    (one) =>
      one.technique.patternId !== technique.patternId || (tactic !== undefined && one.tactic !== tactic),
  );
  if (without.length < picked.length) return without;
  const only = technique.tactics.length === 1 ? technique.tactics[0] : undefined;
  return [...picked, { technique, tactic: tactic ?? only }];
}

function Picked({ picked, onPick }: ChoosingProps) {
  const { t } = useTranslation('attack');
  if (picked.length === 0) return <p className={classes.hint}>{t('add.none')}</p>;
  return (
    <ul className={classes.picked} aria-label={t('add.chosen')}>
      {picked.map((one, place) => (
        <li key={`${one.technique.patternId} ${one.tactic ?? ''}`} className={classes.one}>
          <span className={classes.number}>{one.technique.patternId}</span>
          <span className={`sk-ellipsis ${classes.oneName ?? ''}`}>{one.technique.name}</span>
          <TacticSelect
            tactics={one.technique.tactics}
            chosen={one.tactic}
            technique={one.technique.patternId}
            onChoose={(tactic) => onPick(picked.with(place, { ...one, tactic }))}
          />
          <ActionIcon
            aria-label={t('add.leave', { technique: one.technique.patternId })}
            onClick={() => onPick(picked.toSpliced(place, 1))}
          >
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
