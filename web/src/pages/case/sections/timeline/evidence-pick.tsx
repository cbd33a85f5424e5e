/** Choosing what an event stands on among the observables and files of the case. */
import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAttachment, OutputObservable } from '../../../../../../contract/v1-types.ts';
import { type Filter, filters } from '../../../../data/pipeline.ts';
import { usePipeline } from '../../../../data/queries.ts';
import { useCase } from '../../../../parts/case/case-context.tsx';
import {
  type Evidence,
  evidenceOfFile,
  evidenceOfObservable,
  shortName,
} from '../../../../parts/evidence/evidence.ts';
import {
  type EvidenceWay,
  evidenceOrigin,
  evidenceSteps,
  evidenceWays,
} from '../../../../parts/evidence/evidence-data.ts';
import { idsIn, textOfIds } from './evidence.ts';

/** Milliseconds without a key before the server is asked. */
const pause = 150;
/** Objects of each kind that are offered: the newest, or those in which the text is found. */
const mostOffered = 20;
/** Most objects that an event can stand on. */
const mostChosen = 100;

/** The field; `value` is the ids as one text. */
export function EvidencePick({
  value,
  error,
  onChange,
}: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('timeline');
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), pause);
  const chosen = idsIn(value);
  const { observables, files } = useOffered(sought, chosen);
  const group = (name: string, those: readonly Evidence[]) => ({
    group: name,
    items: those.map((one) => ({ value: one.id, label: shortName(one) })),
  });
  return (
    <MultiSelect
      searchable
      clearable
      label={t('evidence.label')}
      description={t('evidence.hint')}
      nothingFoundMessage={t('evidence.none')}
      maxValues={mostChosen}
      maxDropdownHeight={280}
      data={[group(t('evidence.observables'), observables), group(t('evidence.files'), files)].filter(
        ({ items }) => items.length > 0,
      )}
      // The server has narrowed them.
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={[...chosen]}
      error={error}
      onChange={(ids) => onChange(textOfIds(ids))}
    />
  );
}

/** What is offered for a text, with what is chosen. */
function useOffered(text: string, chosen: readonly string[]) {
  const pattern = `*${text}*`;
  const inData = filters.any(filters.like('data', pattern), filters.like('attachment.name', pattern));
  const inName = filters.like('name', pattern);
  const sought = (condition: Filter): Filter | undefined => (text === '' ? undefined : condition);
  const observables = useFound<OutputObservable>(evidenceWays[0], chosen, sought(inData));
  const own = useFound<OutputAttachment>(evidenceWays[1], chosen, sought(inName));
  const logged = useFound<OutputAttachment>(evidenceWays[2], chosen, sought(inName));
  return {
    observables: observables.map(evidenceOfObservable),
    files: [...own, ...logged].map(evidenceOfFile),
  };
}

function useFound<T extends { readonly _id: string }>(
  way: EvidenceWay,
  chosen: readonly string[],
  condition: Filter | undefined,
): readonly T[] {
  const { _id } = useCase().detail;
  const origin = evidenceOrigin(_id);
  const offered = evidenceSteps(_id, way, condition, mostOffered);
  const known = evidenceSteps(_id, way, filters.in('_id', chosen), mostChosen);
  const found = usePipeline<readonly T[]>('evidence-offered', offered, origin);
  const kept = usePipeline<readonly T[]>('evidence-chosen', known, origin, { enabled: chosen.length > 0 });
  const all = [...(found.data ?? []), ...(chosen.length === 0 ? [] : (kept.data ?? []))];
  return [...new Map(all.map((one) => [one._id, one])).values()];
}
