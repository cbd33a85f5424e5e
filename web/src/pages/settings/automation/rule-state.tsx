/** Whether a rule works, what keeps it from working, and what it has used of its quota. */
import { useTranslation } from 'react-i18next';
import type { OutputAutomationRule } from '../../../../../contract/v1-types.ts';

const dayMs = 86_400_000;

/** Why a rule does not do what it says; undefined when nothing is known to be wrong. */
export function useRuleFault(): (rule: OutputAutomationRule) => string | undefined {
  const { t } = useTranslation('settings');
  return ({ fault }) => {
    if (typeof fault !== 'object' || fault === null || !('code' in fault)) return undefined;
    if (fault.code === 'analyzerGone' && 'name' in fault)
      return t('automation.fault.analyzerGone', { name: String(fault.name) });
    return fault.code === 'permissionMissing'
      ? t('automation.fault.permissionMissing')
      : t('automation.fault.other');
  };
}

/** The state in few words. The counts are of a day by the clock of UTC, as the quota is. */
export function RuleState({ rule }: { readonly rule: OutputAutomationRule }) {
  const { t } = useTranslation('settings');
  const faultOf = useRuleFault();
  if (!rule.active) return <>{t('automation.off')}</>;
  const fault = faultOf(rule);
  if (fault !== undefined) return <>{fault}</>;
  const isToday = Math.floor((rule.lastFiredAt ?? 0) / dayMs) === Math.floor(Date.now() / dayMs);
  const used = isToday ? rule.requestedToday : 0;
  return <>{t('automation.used', { used, quota: rule.dailyQuota })}</>;
}
