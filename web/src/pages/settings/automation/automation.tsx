/** Automation rules as a list; the open rule takes the whole section. */
import { useTranslation } from 'react-i18next';
import type { OutputAutomationRule } from '../../../../../contract/v1-types.ts';
import { Ago } from '../../../parts/time.tsx';
import { LoadingRows } from '../../../ui/states.tsx';
import listClasses from '../list/list.module.css';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleState } from './rule-state.tsx';
import { useRules } from './rule-values.ts';

const columns: readonly SettingsColumn<OutputAutomationRule>[] = [
  {
    id: 'name',
    orderedBy: ({ name }) => name,
    cell: ({ name }) => <bdi className={listClasses.first}>{name}</bdi>,
  },
  {
    id: 'analyzers',
    width: 260,
    orderedBy: ({ analyzers }) => analyzers.join(' '),
    cell: ({ analyzers }) => <bdi>{analyzers.join(', ')}</bdi>,
  },
  {
    id: 'state',
    width: 220,
    orderedBy: ({ active }) => Number(active),
    cell: (rule) => <RuleState rule={rule} />,
  },
  {
    id: 'lastFired',
    width: 100,
    align: 'end',
    orderedBy: ({ lastFiredAt }) => lastFiredAt ?? 0,
    cell: ({ lastFiredAt }) => (lastFiredAt === undefined ? null : <Ago at={lastFiredAt} />),
  },
];

/** The section. */
export function AutomationSection() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { itemId } = useSettingsAddress();
  const answer = useRules();
  const chosen = answer.data?.find(({ _id }) => _id === itemId);
  if (itemId !== undefined && answer.error === null)
    return answer.data === undefined ? (
      <LoadingRows rows={12} label={word('loading')} />
    ) : (
      <RuleEditor key={itemId} rule={chosen} isMissing={chosen === undefined && itemId !== newItem} />
    );
  return (
    <SettingsList
      label={t('section.automation')}
      answer={answer}
      columns={columns}
      sort="name"
      searched={({ name, description, analyzers }) => `${name} ${description} ${analyzers.join(' ')}`}
      newLabel={t('make.automation')}
      emptyReason={t('about.automation')}
    />
  );
}
