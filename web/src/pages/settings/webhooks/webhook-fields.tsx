/** The form of a webhook. Secrets are written, never read. */
import { Button, MultiSelect, PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../form/form.module.css';
import type { SettingsForm } from '../form/use-settings-form.ts';
import { actions, objectTypes, type WebhookSecrets, type WebhookValues } from './webhook-values.ts';

interface FieldsProps {
  readonly form: SettingsForm<WebhookValues>;
  readonly refused: Readonly<Record<string, string>>;
}

interface SecretProps extends FieldsProps {
  readonly secrets: WebhookSecrets;
  /** Names of secrets that have a value. */
  readonly secretsSet: readonly string[];
  readonly onSecrets: (change: WebhookSecrets) => void;
}

/** The form, from its name to what it signs with. */
export function WebhookFields(props: SecretProps) {
  return (
    <>
      <Target {...props} />
      <Events {...props} />
      <Proof {...props} />
    </>
  );
}

function Target({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <Switch
        label={t('webhook.active')}
        description={t('webhook.activeNote')}
        checked={values.active}
        onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
      />
      <TextInput
        required
        label={t('column.name')}
        maxLength={128}
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        required
        type="url"
        label={t('webhook.url')}
        description={t('webhook.urlNote')}
        maxLength={2_048}
        value={values.url}
        error={refused.url}
        onChange={({ currentTarget }) => set({ url: currentTarget.value })}
      />
    </>
  );
}

function Events({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <section className={classes.section} aria-labelledby="webhook-events">
      <h3 id="webhook-events" className={classes.heading}>
        {t('webhook.events')}
      </h3>
      <div className={classes.pair}>
        <MultiSelect
          searchable
          clearable
          label={t('webhook.objectTypes')}
          description={t('webhook.none')}
          data={objectTypes.map((value) => ({ value, label: t(`objectType.${value}`) }))}
          value={[...values.objectTypes]}
          error={refused.objectTypes}
          onChange={(chosen) => set({ objectTypes: objectTypes.filter((type) => chosen.includes(type)) })}
        />
        <MultiSelect
          searchable
          clearable
          label={t('webhook.actions')}
          description={t('webhook.none')}
          data={actions.map((value) => ({ value, label: t(`webhook.action.${value}`) }))}
          value={[...values.actions]}
          error={refused.actions}
          onChange={(chosen) => set({ actions: actions.filter((action) => chosen.includes(action)) })}
        />
      </div>
      <Select
        label={t('webhook.bodyVersion')}
        description={t('webhook.bodyVersionNote')}
        allowDeselect={false}
        data={(['1', '0'] as const).map((value) => ({ value, label: t(`webhook.body.${value}`) }))}
        value={String(values.bodyVersion)}
        error={refused.bodyVersion}
        onChange={(value) => set({ bodyVersion: value === '0' ? 0 : 1 })}
      />
    </section>
  );
}

const kinds = ['none', 'basic', 'bearer', 'header'] as const;

function Proof({ form: { values, set }, refused, ...secret }: SecretProps) {
  const { t } = useTranslation('settings');
  const { authentication } = values;
  const isNamed = authentication === 'basic' || authentication === 'header';
  return (
    <section className={classes.section} aria-labelledby="webhook-proof">
      <h3 id="webhook-proof" className={classes.heading}>
        {t('webhook.proof')}
      </h3>
      <Select
        label={t('webhook.authentication')}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: t(`webhook.kind.${value}`) }))}
        value={authentication}
        error={refused.authentication}
        onChange={(value) => set({ authentication: kinds.find((kind) => kind === value) ?? 'none' })}
      />
      {isNamed && (
        <TextInput
          required
          label={t(authentication === 'basic' ? 'webhook.userName' : 'webhook.headerName')}
          maxLength={128}
          value={values.authenticationName}
          error={refused.authenticationName}
          onChange={({ currentTarget }) => set({ authenticationName: currentTarget.value })}
        />
      )}
      {authentication !== 'none' && (
        <Secret
          {...secret}
          name="authenticationSecret"
          label={t(`webhook.secretOf.${authentication}`)}
          error={refused.authenticationSecret}
        />
      )}
      <Secret
        {...secret}
        name="signingSecret"
        label={t('webhook.signingSecret')}
        description={t('webhook.signingNote')}
        error={refused.signingSecret}
        isRemovable
      />
    </section>
  );
}

function Secret({
  name,
  label,
  description,
  error,
  secrets,
  secretsSet,
  onSecrets,
  isRemovable = false,
}: Pick<SecretProps, 'secrets' | 'secretsSet' | 'onSecrets'> & {
  readonly name: keyof WebhookSecrets;
  readonly label: string;
  readonly description?: string;
  readonly error: string | undefined;
  readonly isRemovable?: boolean;
}) {
  const { t } = useTranslation('settings');
  const { t: engine } = useTranslation('engine');
  const isSet = secretsSet.includes(name) && secrets[name] !== null;
  return (
    <>
      <PasswordInput
        label={label}
        description={description}
        error={error}
        autoComplete="off"
        maxLength={1_024}
        placeholder={isSet ? engine('secretSet') : ''}
        value={secrets[name] ?? ''}
        onChange={({ currentTarget }) => onSecrets({ [name]: currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': engine('showSecret') }}
      />
      {isRemovable && isSet && secrets[name] === undefined && (
        <div className={classes.line}>
          <Button variant="subtle" size="compact-sm" onClick={() => onSecrets({ [name]: null })}>
            {t('webhook.unsign')}
          </Button>
        </div>
      )}
    </>
  );
}
