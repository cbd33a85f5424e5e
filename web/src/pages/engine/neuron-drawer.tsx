/** One neuron: what it does, whether it is enabled, its settings and limits, and a trial before they are kept. */
import { Button, Select, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useChange, useResource } from '../../data/queries.ts';
import { useErrorText, useFieldErrors } from '../../parts/error-text.ts';
import { useActions } from '../../ui/actions.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import classes from './engine.module.css';
import { aboveDefinition, type Limits, LimitsForm, limitsOf } from './limits-form.tsx';
import { type Neuron, type NeuronOffer, ownItems, standardItems } from './neuron-data.ts';
import { environments, NeuronEnvironment } from './neuron-environment.tsx';
import { NeuronSummary } from './neuron-summary.tsx';
import { NeuronVersions } from './neuron-versions.tsx';
import { SettingsForm, type SettingValues } from './settings-form.tsx';
import { TestRun } from './test-run.tsx';
import { useBegun } from './use-begun.ts';
import { useTrialFaults, useTrials } from './use-trials.ts';
import type { StoredSettings } from './version-change.ts';

const nothingStored: StoredSettings = { values: {}, secretsSet: [], secretsSince: {} };

/** The panel. */
export function NeuronDrawer({
  neuron,
  versions,
  onChoose,
  onClose,
}: {
  readonly neuron: Neuron;
  /** Other versions of it. */
  readonly versions: readonly NeuronOffer[];
  readonly onChoose: (offerId: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { offer, enabled } = neuron;
  const toggle = useToggle(neuron);
  const stored = useResource<StoredSettings>(
    `/neuron/${enabled?._id ?? ''}/settings`,
    { entities: ['enabledNeuron'] },
    // Settings of what is being turned off are gone before the list of what is enabled is read again.
    { enabled: enabled !== undefined && offer.server === undefined && !toggle.isPending },
  );
  return (
    <Drawer
      label={offer.name}
      resizeLabel={t('resize')}
      closeLabel={word('action.close')}
      onClose={onClose}
      head={<bdi className={`${classes.id} sk-ellipsis`}>{offer.id}</bdi>}
    >
      {stored.error !== null && (
        <Failure
          reason={text(stored.error)}
          again={() => void stored.refetch()}
          againLabel={word('action.retry')}
        />
      )}
      {enabled !== undefined &&
      offer.server === undefined &&
      stored.data === undefined &&
      stored.error === null ? (
        <LoadingRows rows={8} label={word('loading')} />
      ) : (
        <Panel
          key={enabled?._version ?? 0}
          neuron={neuron}
          stored={stored.data ?? nothingStored}
          toggle={toggle}
          versions={versions}
          onChoose={onChoose}
        />
      )}
    </Drawer>
  );
}

type Toggle = ReturnType<typeof useToggle>;

/** Enables or turns off at once, without settings. */
function useToggle({ offer, enabled }: Neuron) {
  const queries = useQueryClient();
  return useChange<boolean>(
    async (api, on) => {
      if (on) return api.post('/neuron', { definitionId: offer.id });
      // A question about its packages that is still on its way would be answered after the neuron is gone.
      await queries.cancelQueries({
        predicate: ({ meta }) => meta?.entities?.includes(environments) ?? false,
      });
      return api.remove(`/neuron/${enabled?._id ?? ''}`);
    },
    ['enabledNeuron'],
  );
}

function Panel({
  neuron,
  stored,
  toggle,
  versions,
  onChoose,
}: {
  readonly neuron: Neuron;
  readonly stored: StoredSettings;
  readonly toggle: Toggle;
  readonly versions: readonly NeuronOffer[];
  readonly onChoose: (offerId: string) => void;
}) {
  const { t } = useTranslation('engine');
  const { offer, enabled } = neuron;
  const { changed, limits, set, setLimits, discard } = useBegun(neuron);
  const fields = useFieldErrors();
  const save = useSave(neuron);
  const isDirty =
    Object.keys(changed).length > 0 || JSON.stringify(limits) !== JSON.stringify(limitsOf(enabled));
  const isRefused = aboveDefinition(limits, offer).length > 0;
  const submit = (): void => {
    if (!isRefused) save.mutate({ configuration: current, limits }, { onSuccess: discard });
  };
  const current = { ...stored.values, ...changed };
  const trials = useTrials();
  const tried = useTrialFaults(trials.state, current);
  const refusals = save.error === null ? {} : fields(save.error);
  const refused = { ...tried, ...refusals };
  useActions([
    { id: 'neuron-save', label: t('save'), group: t('tabs'), keys: '$mod+Enter', perform: submit },
  ]);
  const form = { stored, changed, refused, onChange: set } as const;
  return (
    <div className={classes.panel}>
      <Head neuron={neuron} toggle={toggle} />
      {enabled === undefined ? (
        <VersionPick offer={offer} versions={versions} onChoose={onChoose} />
      ) : (
        <NeuronSummary offer={offer} name={enabled.name} limits={limits} />
      )}
      {enabled !== undefined && offer.server === undefined && (
        <>
          <NeuronEnvironment enabledId={enabled._id} isLeaving={toggle.isPending} />
          <NeuronVersions
            enabledId={enabled._id}
            versions={versions}
            stored={stored}
            isDirty={isDirty}
            onMoved={onChoose}
          />
        </>
      )}
      {ownItems(offer).length > 0 && (
        <section className={classes.block} aria-label={t('settings')}>
          <h3 className={classes.heading}>{t('settings')}</h3>
          <SettingsForm items={ownItems(offer)} {...form} />
        </section>
      )}
      <section className={classes.block} aria-label={t('limits')}>
        <h3 className={classes.heading}>{t('limits')}</h3>
        <LimitsForm offer={offer} limits={limits} onChange={setLimits} refused={refused} />
      </section>
      {standardItems(offer).length > 0 && (
        <details
          open={standardItems(offer).some(({ name }) => `configuration.${name}` in refused) || undefined}
        >
          <summary className={classes.heading}>{t('network')}</summary>
          <SettingsForm items={standardItems(offer)} {...form} />
        </details>
      )}
      {offer.kind === 'analyzer' && offer.server === undefined && (
        <TestRun
          offer={offer}
          enabledId={enabled?._id}
          configuration={current}
          trials={trials}
          faults={tried}
        />
      )}
      <SaveFoot
        isDirty={isDirty}
        isNew={enabled === undefined}
        isRefused={isRefused}
        error={Object.keys(refusals).length === 0 ? save.error : null}
        isSaving={save.isPending}
        onSave={submit}
        onDiscard={discard}
      />
    </div>
  );
}

/** Which version is enabled, where there are several and none is yet. */
function VersionPick({
  offer,
  versions,
  onChoose,
}: {
  readonly offer: NeuronOffer;
  readonly versions: readonly NeuronOffer[];
  readonly onChoose: (offerId: string) => void;
}) {
  const { t } = useTranslation('engine');
  if (versions.length === 0) return null;
  return (
    <Select
      label={t('version.title')}
      allowDeselect={false}
      data={[offer, ...versions].map(({ id, version }) => ({ value: id, label: version }))}
      value={offer.id}
      onChange={(id) => id !== null && onChoose(id)}
    />
  );
}

interface Saved {
  readonly configuration: SettingValues;
  readonly limits: Limits;
}

function useSave({ offer, enabled }: Neuron) {
  const { t } = useTranslation('engine');
  return useChange<Saved>(
    async (api, { configuration, limits }) => {
      if (enabled === undefined)
        await api.post('/neuron', { definitionId: offer.id, configuration, ...withoutNulls(limits) });
      else if (offer.server !== undefined) await api.patch(`/neuron/${enabled._id}`, limits);
      else await api.patch(`/neuron/${enabled._id}`, { configuration, ...limits });
      notifications.show({ message: t('saved', { name: offer.name }) });
    },
    ['enabledNeuron', environments],
  );
}

function withoutNulls(limits: Limits): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== null));
}

function Head({ neuron, toggle }: { readonly neuron: Neuron; readonly toggle: Toggle }) {
  const { t } = useTranslation('engine');
  const { offer, enabled } = neuron;
  const text = useErrorText();
  return (
    <div>
      <div className={classes.head}>
        <h2 className={classes.title}>
          <bdi>{offer.name}</bdi>
        </h2>
        <span className={classes.note}>{offer.version}</span>
        <Switch
          className={classes.spread ?? ''}
          label={t('enabled')}
          labelPosition="left"
          checked={enabled !== undefined}
          disabled={toggle.isPending || offer.server !== undefined}
          onChange={({ currentTarget }) => toggle.mutate(currentTarget.checked)}
        />
      </div>
      <p className={classes.note}>
        <bdi>{offer.description}</bdi>
      </p>
      <p className={classes.note}>
        {offer.server === undefined
          ? t('madeBy', { author: offer.author, licence: offer.licence })
          : t('onServer', { server: offer.server })}
      </p>
      {toggle.error !== null && <Failure reason={text(toggle.error)} againLabel="" />}
    </div>
  );
}

function SaveFoot({
  isDirty,
  isNew,
  isRefused,
  error,
  isSaving,
  onSave,
  onDiscard,
}: {
  readonly isDirty: boolean;
  readonly isNew: boolean;
  /** Something in the form cannot be saved, and says so. */
  readonly isRefused: boolean;
  readonly error: Error | null;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}) {
  const { t } = useTranslation('engine');
  const text = useErrorText();
  return (
    <div className={classes.foot}>
      {error !== null ? (
        <span className={classes.failure} role="alert">
          {text(error)}
        </span>
      ) : (
        <span>{isDirty ? t('unsaved') : ''}</span>
      )}
      <Button className={classes.spread ?? ''} disabled={!isDirty} onClick={onDiscard}>
        {t('discard')}
      </Button>
      <Button
        variant="filled"
        disabled={isRefused || (!isDirty && !isNew)}
        loading={isSaving}
        onClick={onSave}
        rightSection={<Keys keys="$mod+Enter" />}
      >
        {isNew ? t('enable') : t('save')}
      </Button>
    </div>
  );
}
