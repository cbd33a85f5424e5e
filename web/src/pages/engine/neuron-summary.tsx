/** What an enabled neuron does here, in one sentence: on what, up to which markings, how often, and what runs it by itself. */
import { useTranslation } from 'react-i18next';
import type { OutputAutomationRule } from '../../../../contract/v1-types.ts';
import { list, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { tlpFromAnalyzers } from '../../parts/engine/analysis-plan.ts';
import classes from './engine.module.css';
import type { Limits } from './limits-form.tsx';
import type { NeuronOffer } from './neuron-data.ts';

/** Rules that run an analyzer and are switched on. */
function useRuleNames(name: string): readonly string[] {
  const { data } = usePipeline<readonly OutputAutomationRule[]>(
    'rules-of-neuron',
    [
      list('automationRule'),
      where({ _eq: { _field: 'analyzers', _value: name } }, { _eq: { _field: 'active', _value: true } }),
    ],
    { entities: ['automationRule'] },
  );
  return (data ?? []).map((rule) => rule.name);
}

/** The lower of two limits; null where there is none. */
function stricter(one: number | null, other: number | null | undefined): number | null {
  const both = [one, other].filter((limit) => limit !== null && limit !== undefined);
  return both.length === 0 ? null : Math.min(...both);
}

/** The sentence. `name` is that in the organisation. */
export function NeuronSummary({
  offer,
  name,
  limits,
}: {
  readonly offer: NeuronOffer;
  readonly name: string;
  readonly limits: Limits;
}) {
  const { t, i18n } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const rules = useRuleNames(name);
  const listed = (parts: readonly string[]): string => new Intl.ListFormat(i18n.language).format(parts);
  const maxTlp = stricter(limits.maxTlp, offer.maxTlp);
  const maxPap = stricter(limits.maxPap, offer.maxPap);
  const { rate, rateUnit, cacheMinutes, importArtifacts, contains } = limits;
  const parts = [
    t('summary.types', { types: listed(offer.dataTypes.map((type) => type.replace('thehive:', ''))) }),
    maxTlp !== null && t('summary.tlp', { level: word(`tlp.${tlpFromAnalyzers(maxTlp as 0)}`) }),
    maxPap !== null && t('summary.pap', { level: word(`pap.${maxPap}` as 'pap.0') }),
    rate !== null && t('summary.rate', { count: rate, unit: t(`unit.${rateUnit ?? 'Day'}` as 'unit.Day') }),
    cacheMinutes === 0 && t('summary.noCache'),
    cacheMinutes !== null && cacheMinutes > 0 && t('summary.cache', { count: cacheMinutes }),
    importArtifacts && t('summary.artifacts'),
    contains && t('summary.contains'),
    rules.length > 0 && t('summary.rules', { count: rules.length, names: listed(rules) }),
  ];
  return (
    <p className={classes.sentence}>{parts.filter((part) => part !== false).join(t('summary.comma'))}</p>
  );
}
