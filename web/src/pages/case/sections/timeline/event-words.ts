/** What an event is called, in the reader's language. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { shownValue } from '../../../../parts/observable-value.tsx';
import { detailOf, eventKinds, kindOf, type TimelineEvent } from './events.ts';

/** Longest name of an event in characters. */
const longest = 200;

/** The words of an event. */
export interface EventWords {
  /** What kind of event it is: `Task started`. */
  readonly kind: string;
  /** What it happened to: a title, a value, the beginning of a text. Empty for the case itself. */
  readonly name: string;
  /** Both, as short as they stay clear. */
  readonly label: string;
}

/** Kinds whose lane says enough: only the name is told in a label. */
const plain: ReadonlySet<string> = new Set(['Custom', 'Procedure', 'Log']);

/** Gives the words of an event. */
export function useEventWords(): (event: TimelineEvent) => EventWords {
  const { t } = useTranslation('timeline');
  return useCallback(
    (event) => {
      const known = kindOf(event);
      const kind = known === undefined ? '' : t(`kind.${eventKinds[known].words}`);
      const name = nameOf(event).slice(0, longest);
      if (name === '') return { kind, name, label: kind };
      return { kind, name, label: plain.has(event.entity) ? name : t('label', { kind, name }) };
    },
    [t],
  );
}

function nameOf(event: TimelineEvent): string {
  if (event.entity === 'Case') return '';
  if (event.entity === 'Log') return detailOf(event, 'message').split('\n')[0] ?? '';
  if (event.entity === 'Procedure')
    return `${detailOf(event, 'patternId')} ${detailOf(event, 'patternName')}`.trim();
  if (event.entity === 'Observable')
    return shownValue(detailOf(event, 'dataType'), detailOf(event, 'data')) || detailOf(event, 'fileName');
  return detailOf(event, 'title');
}
