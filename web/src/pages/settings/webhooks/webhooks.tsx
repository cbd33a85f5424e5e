/** Webhooks as a list; the open one takes the whole section. */
import { useTranslation } from 'react-i18next';
import { LoadingRows } from '../../../ui/states.tsx';
import listClasses from '../list/list.module.css';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { WebhookEditor } from './webhook-editor.tsx';
import { useWebhooks, type Webhook } from './webhook-values.ts';

const columns: readonly SettingsColumn<Webhook>[] = [
  {
    id: 'name',
    orderedBy: ({ name }) => name,
    cell: ({ name }) => <bdi className={listClasses.first}>{name}</bdi>,
  },
  {
    id: 'address',
    width: 320,
    orderedBy: ({ url }) => url,
    cell: ({ url }) => <bdi>{url}</bdi>,
  },
  {
    id: 'state',
    width: 240,
    orderedBy: ({ active, failed }) => (active ? failed + 1 : 0),
    cell: (webhook) => <WebhookState webhook={webhook} />,
  },
];

function WebhookState({ webhook: { active, waiting, failed } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('settings');
  if (failed > 0) return <>{t('webhook.failed', { count: failed })}</>;
  if (!active) return <>{t('webhook.off')}</>;
  return <>{waiting > 0 ? t('webhook.waiting', { count: waiting }) : t('webhook.fine')}</>;
}

/** The section. */
export function WebhooksSection() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { itemId } = useSettingsAddress();
  const answer = useWebhooks();
  const chosen = answer.data?.find(({ _id }) => _id === itemId);
  if (itemId !== undefined && answer.error === null)
    return answer.data === undefined ? (
      <LoadingRows rows={12} label={word('loading')} />
    ) : (
      <WebhookEditor key={itemId} webhook={chosen} isMissing={chosen === undefined && itemId !== newItem} />
    );
  return (
    <SettingsList
      label={t('section.webhooks')}
      answer={answer}
      columns={columns}
      sort="name"
      searched={({ name, url }) => `${name} ${url}`}
      newLabel={t('make.webhooks')}
      emptyReason={t('about.webhooks')}
    />
  );
}
