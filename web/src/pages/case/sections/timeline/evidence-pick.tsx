/** Choosing what an event stands on among the observables and files of the case. */
import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAttachment, OutputObservable } from '../../../../../../contract/v1-types.ts';
import { type Filter, filters, follow, get, page, sort, where } from '../../../../data/pipeline.ts';
import { usePipeline } from '../../../../data/queries.ts';
import { useCase } from '../../../../parts/case/case-context.tsx';
import { type Evidence, evidenceOfFile, evidenceOfObservable, idsIn, textOfIds } from './evidence.ts';

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
    items: those.map(({ id, name: label }) => ({ value: id, label })),
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
  const observables = useFound<OutputObservable>(
    ['observables'],
    chosen,
    [filters.like('data', pattern), filters.like('attachment.name', pattern)],
    text,
  );
  const byName = [filters.like('name', pattern)];
  const own = useFound<OutputAttachment>(['attachments'], chosen, byName, text);
  const logged = useFound<OutputAttachment>(['tasks', 'logs', 'attachments'], chosen, byName, text);
  return {
    observables: observables.map(evidenceOfObservable),
    files: [...own, ...logged].map(evidenceOfFile),
  };
}

function useFound<T extends { readonly _id: string }>(
  way: readonly string[],
  chosen: readonly string[],
  byText: readonly Filter[],
  text: string,
): readonly T[] {
  const { detail } = useCase();
  const ask = (name: string, filter: readonly Filter[], most: number) => ({
    name: `evidence-${name}-${way.at(-1)}`,
    steps: [
      get('case', detail._id),
      ...way.map(follow),
      ...(filter.length === 0 ? [] : [where(...filter)]),
      sort([{ _createdAt: 'desc' }]),
      page(0, most),
    ],
  });
  const origin = { entities: ['observable', 'attachment', 'log'], about: detail._id };
  const offered = ask('offered', text === '' ? [] : [filters.any(...byText)], mostOffered);
  const known = ask('chosen', [filters.in('_id', chosen)], mostChosen);
  const found = usePipeline<readonly T[]>(offered.name, offered.steps, origin);
  const kept = usePipeline<readonly T[]>(known.name, known.steps, origin, { enabled: chosen.length > 0 });
  const all = [...(found.data ?? []), ...(chosen.length === 0 ? [] : (kept.data ?? []))];
  return [...new Map(all.map((one) => [one._id, one])).values()];
}
