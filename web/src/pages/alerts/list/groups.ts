/** The ways to group the queue of alerts. */
import type { TFunction } from 'i18next';
import { filters } from '../../../data/pipeline.ts';
import { ruleWords } from '../../../parts/alert/rule-words.ts';
import type { GroupDefinition } from '../../../parts/list/list-definition.ts';
import { shownValue } from '../../../parts/observable-value.tsx';

/** The ways. */
export function alertGroups(t: TFunction<'lists'>): readonly GroupDefinition[] {
  const byField = (id: 'source' | 'type' | 'assignee', without?: string): GroupDefinition => ({
    id,
    label: t(`group.${id}`),
    field: id,
    said: (key) => ({ title: key }),
    filterOf: (key) => filters.is(id, key),
    ...(without === undefined ? {} : { without }),
  });
  return [
    {
      id: 'rule',
      label: t('group.rule'),
      field: 'ruleKey',
      said: ruleWords,
      filterOf: (key) => filters.is('ruleKey', key),
    },
    byField('source'),
    byField('type'),
    byField('assignee', t('state.unassigned')),
    {
      id: 'observable',
      label: t('group.observable'),
      field: 'observableValue',
      atLeast: 2,
      said: observableWords,
      filterOf: observableFilter,
    },
  ];
}

/** Parts the key of an observable: the type stands before the first colon, the value behind it. */
export function parted(key: string): readonly [dataType: string, data: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}

function observableWords(key: string): { readonly title: string; readonly beside: string } {
  const [dataType, data] = parted(key);
  return { title: shownValue(dataType, data), beside: dataType };
}

function observableFilter(key: string): ReturnType<typeof filters.is> {
  const [dataType, data] = parted(key);
  return {
    _child: {
      _type: 'alert_artifact',
      _query: filters.all(filters.is('dataType', dataType), filters.is('data', data)),
    },
  };
}
