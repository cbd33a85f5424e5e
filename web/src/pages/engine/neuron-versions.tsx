/** Moves an enabled neuron to another version of itself; what that version does not know, and what it needs, is said before. */
import { Button, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../data/queries.ts';
import { useErrorText, useFieldErrors } from '../../parts/error-text.ts';
import classes from './engine.module.css';
import type { NeuronOffer } from './neuron-data.ts';
import { environments } from './neuron-environment.tsx';
import { SettingsForm, type SettingValues } from './settings-form.tsx';
import { type StoredSettings, settingsIn } from './version-change.ts';

/** What the choice of a version needs. */
export interface NeuronVersionsProps {
  readonly enabledId: string;
  /** Other versions of the neuron. */
  readonly versions: readonly NeuronOffer[];
  readonly stored: StoredSettings;
  /** Changed settings would be lost. */
  readonly isDirty: boolean;
  readonly onMoved: (offerId: string) => void;
}

/** Nothing where there is one version alone. */
export function NeuronVersions({ enabledId, versions, stored, isDirty, onMoved }: NeuronVersionsProps) {
  const { t } = useTranslation('engine');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = versions.find(({ id }) => id === chosenId);
  if (versions.length === 0) return null;
  return (
    <section className={classes.block} aria-label={t('version.title')}>
      <h3 className={classes.heading}>{t('version.title')}</h3>
      <Select
        label={t('version.other')}
        data={versions.map(({ id, version }) => ({ value: id, label: version }))}
        value={chosenId}
        onChange={setChosenId}
        clearable
        clearButtonProps={{ 'aria-label': t('version.none') }}
      />
      {chosen !== undefined && (
        <Move
          key={chosen.id}
          enabledId={enabledId}
          offer={chosen}
          stored={stored}
          isDirty={isDirty}
          onMoved={onMoved}
        />
      )}
    </section>
  );
}

function Move({
  enabledId,
  offer,
  stored,
  isDirty,
  onMoved,
}: Omit<NeuronVersionsProps, 'versions'> & { readonly offer: NeuronOffer }) {
  const { t, i18n } = useTranslation('engine');
  const text = useErrorText();
  const fields = useFieldErrors();
  const [given, setGiven] = useState<SettingValues>({});
  const { dropped, missing } = settingsIn(offer, stored);
  const { id, name, version } = offer;
  const move = useChange<void>(
    async (api) => {
      await api.patch(`/neuron/${enabledId}`, { definitionId: id, configuration: given });
      notifications.show({ message: t('version.moved', { name, version }) });
      onMoved(id);
    },
    ['enabledNeuron', environments],
  );
  const refused = move.error === null ? {} : fields(move.error);
  const names = new Intl.ListFormat(i18n.language).format(dropped);
  return (
    <>
      <p className={classes.note} role="status">
        {dropped.length === 0 ? t('version.keeps') : t('version.drops', { version, names })}
      </p>
      {missing.length > 0 && (
        <>
          <p className={classes.note}>{t('version.needs', { version })}</p>
          <SettingsForm
            items={missing}
            stored={stored}
            changed={given}
            refused={refused}
            onChange={(item, value) => setGiven((before) => ({ ...before, [item]: value }))}
          />
        </>
      )}
      {move.error !== null && Object.keys(refused).length === 0 && (
        <p className={classes.failure} role="alert">
          {text(move.error)}
        </p>
      )}
      <div className={classes.head}>
        {isDirty && <span className={classes.note}>{t('unsaved')}</span>}
        <Button
          className={classes.spread ?? ''}
          disabled={isDirty}
          loading={move.isPending}
          onClick={() => move.mutate()}
        >
          {t('version.move', { version })}
        </Button>
      </div>
    </>
  );
}
