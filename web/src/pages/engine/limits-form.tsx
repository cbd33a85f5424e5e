/** What a neuron may be given, how often it runs, and how long its reports are used again. */
import { Checkbox, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputEnabledNeuron } from '../../../../contract/v1-types.ts';
import classes from './engine.module.css';
import type { NeuronOffer } from './neuron-data.ts';

/** The limits of an enabled neuron; null where there is none. */
export interface Limits {
  readonly maxTlp: number | null;
  readonly maxPap: number | null;
  readonly cacheMinutes: number | null;
  readonly rate: number | null;
  readonly rateUnit: string | null;
  readonly importArtifacts: boolean;
  readonly contains: boolean;
}

/** The stored limits, or none. */
export function limitsOf(enabled: OutputEnabledNeuron | undefined): Limits {
  return {
    maxTlp: enabled?.maxTlp ?? null,
    maxPap: enabled?.maxPap ?? null,
    cacheMinutes: enabled?.cacheMinutes ?? null,
    rate: enabled?.rate ?? null,
    rateUnit: enabled?.rateUnit ?? null,
    importArtifacts: enabled?.importArtifacts ?? false,
    contains: enabled?.contains ?? false,
  };
}

type Ceilings = Pick<NeuronOffer, 'maxTlp' | 'maxPap'>;

/** Limits above what the definition allows. The stricter of both counts, so that they would limit nothing. */
export function aboveDefinition(limits: Limits, offer: Ceilings): readonly (keyof Ceilings)[] {
  const isAbove = (own: number | null, defined: number | null | undefined): boolean =>
    own !== null && defined !== null && defined !== undefined && own > defined;
  return (['maxTlp', 'maxPap'] as const).filter((name) => isAbove(limits[name], offer[name]));
}

/** The scale that neurons know has four steps: nothing stands between amber and red. */
const tlpNames = ['CLEAR', 'GREEN', 'AMBER', 'RED'] as const;
const rateUnits = ['Second', 'Minute', 'Hour', 'Day', 'Month'] as const;

/** The form. */
export function LimitsForm({
  offer,
  limits,
  onChange,
  refused,
}: {
  readonly offer: Pick<NeuronOffer, 'kind' | 'maxTlp' | 'maxPap'>;
  readonly limits: Limits;
  readonly onChange: (limits: Limits) => void;
  readonly refused: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation('engine');
  const { kind } = offer;
  const defined = (step: number | null | undefined): string => {
    const name = tlpNames[step ?? -1];
    return name === undefined ? t('noLimit') : t('limitOfDefinition', { level: name });
  };
  const above = aboveDefinition(limits, offer);
  const faultOf = (name: keyof Ceilings): string | undefined =>
    above.includes(name) ? t('aboveDefinition', { level: tlpNames[offer[name] ?? -1] }) : refused[name];
  const scale = tlpNames.map((name, step) => ({ value: String(step), label: name }));
  const numberOf = (value: string | null): number | null => (value === null ? null : Number(value));
  const given = (value: string | number): number | null => (value === '' ? null : Number(value));
  return (
    <div className={classes.pair}>
      <Select
        label={t('maxTlp')}
        placeholder={defined(offer.maxTlp)}
        clearable
        data={scale}
        value={limits.maxTlp === null ? null : String(limits.maxTlp)}
        onChange={(value) => onChange({ ...limits, maxTlp: numberOf(value) })}
        error={faultOf('maxTlp')}
      />
      <Select
        label={t('maxPap')}
        placeholder={defined(offer.maxPap)}
        clearable
        data={scale}
        value={limits.maxPap === null ? null : String(limits.maxPap)}
        onChange={(value) => onChange({ ...limits, maxPap: numberOf(value) })}
        error={faultOf('maxPap')}
      />
      <NumberInput
        label={t('rate')}
        placeholder={t('noLimit')}
        min={1}
        value={limits.rate ?? ''}
        onChange={(value) =>
          onChange({
            ...limits,
            rate: given(value),
            rateUnit: value === '' ? null : (limits.rateUnit ?? 'Minute'),
          })
        }
        error={refused.rate}
      />
      <Select
        label={t('rateUnit')}
        data={rateUnits.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
        value={limits.rateUnit}
        disabled={limits.rate === null}
        onChange={(value) => onChange({ ...limits, rateUnit: value })}
        error={refused.rateUnit}
      />
      {kind === 'analyzer' && (
        <NumberInput
          label={t('cache')}
          description={t('cacheNote')}
          min={0}
          value={limits.cacheMinutes ?? ''}
          onChange={(value) => onChange({ ...limits, cacheMinutes: given(value) })}
          error={refused.cacheMinutes}
        />
      )}
      {kind === 'analyzer' ? (
        <Checkbox
          mt="lg"
          label={t('importArtifacts')}
          checked={limits.importArtifacts}
          onChange={({ currentTarget }) => onChange({ ...limits, importArtifacts: currentTarget.checked })}
        />
      ) : (
        <Checkbox
          label={t('contains')}
          description={t('containsNote')}
          checked={limits.contains}
          onChange={({ currentTarget }) => onChange({ ...limits, contains: currentTarget.checked })}
        />
      )}
    </div>
  );
}
