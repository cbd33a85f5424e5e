/** Values in a text that the case does not hold yet, with the way to add them. */
import { Button } from '@mantine/core';
import { extractIndicators, type Indicator, ordinaryReason } from '@skep/sdk/indicators';
import { IconFingerprint } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import { filters, follow, get, page, where } from '../../data/pipeline.ts';
import { usePipeline, useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { middleCut, shownValue } from '../observable-value.tsx';
import { OrdinaryMark } from '../ordinary-mark.tsx';
import { Refusal, useAttempt } from './attempt.tsx';
import { useCaseRight } from './case-work.ts';
import { withoutPictures } from './log-text.ts';
import classes from './task.module.css';

/** Most values that are looked for in one text, and of those that are named. */
const mostValues = 50;
const mostNamed = 3;
/** Milliseconds without a key stroke before the text is searched. */
const pauseMs = 700;
/** Longest value that is named, in characters. */
const longest = 32;

/** The offer; nothing when the text holds nothing new. */
export function NewValues({ caseId, text }: { readonly caseId: string; readonly text: string }) {
  const { t } = useTranslation('tasks');
  const api = useApi();
  const refresh = useRefresh();
  const { attempt, busy, refusal } = useAttempt();
  const mayAdd = useCaseRight(caseId, 'manageObservable');
  const found = useNewValues(caseId, text);
  if (!mayAdd || (found.length === 0 && refusal === undefined)) return null;
  const add = (): void =>
    void attempt(async () => {
      for (const [dataType, data] of byType(found))
        await api.post(`/case/${caseId}/observable`, { dataType, data });
      await refresh(['observable', 'case', 'audit']);
    });
  return (
    <div className={classes.offer}>
      <Refusal of={refusal} />
      {found.length > 0 && (
        <Button
          size="compact-sm"
          loading={busy}
          leftSection={<IconFingerprint size={14} stroke={1.6} aria-hidden="true" />}
          onClick={add}
        >
          {t('values.add', { count: found.length })}
        </Button>
      )}
      <span className={classes.offered}>
        {found.slice(0, mostNamed).map(({ dataType, value }) => (
          <span key={`${dataType}:${value}`}>
            <bdi className="sk-mono">{middleCut(shownValue(dataType, value), longest)}</bdi>{' '}
            <OrdinaryMark reason={ordinaryReason(dataType, value)} />
          </span>
        ))}
        {found.length > mostNamed && '…'}
      </span>
    </div>
  );
}

function useNewValues(caseId: string, text: string): readonly Indicator[] {
  const [found, setFound] = useState<readonly Indicator[]>([]);
  useEffect(() => {
    const timer = setTimeout(
      () => setFound(worthAdding(extractIndicators(withoutPictures(text), { maximum: mostValues }))),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [text]);
  const values = found.map(({ value }) => value);
  const { data } = usePipeline<readonly OutputObservable[]>(
    'known-values',
    [get('case', caseId), follow('observables'), where(filters.in('data', values)), page(0, mostValues)],
    { entities: ['observable'], about: caseId },
    { enabled: values.length > 0 },
  );
  if (data === undefined) return [];
  const known = new Set(data.map((one) => `${one.dataType}:${one.data}`));
  return found.filter(({ dataType, value }) => !known.has(`${dataType}:${value}`));
}

/**
 * Each value once, unlikely indicators behind the others. What is private says nothing outside of its network and is not
 * offered.
 */
export function worthAdding(all: readonly Indicator[]): readonly Indicator[] {
  const judged = all.map((one) => ({ one, reason: ordinaryReason(one.dataType, one.value) }));
  const likely = judged.filter(({ reason }) => reason === undefined);
  const unlikely = judged.filter(({ reason }) => reason !== undefined && reason !== 'private');
  const ordered = [...likely, ...unlikely].map(({ one }) => one);
  return [...new Map(ordered.map((one) => [`${one.dataType}:${one.value}`, one])).values()];
}

function byType(all: readonly Indicator[]): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>();
  for (const { dataType, value } of all) types.set(dataType, [...(types.get(dataType) ?? []), value]);
  return types;
}
