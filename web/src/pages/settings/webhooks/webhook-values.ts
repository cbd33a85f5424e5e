/** What the form of a webhook holds, and what is read about webhooks and their deliveries. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OutputWebhook, OutputWebhookDelivery } from '../../../../../contract/v1-types.ts';
import { resourceQuery, useResource } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';

/** A webhook with where it sends, and how it stands. */
export interface Webhook extends OutputWebhook {
  readonly url: string;
  readonly waiting: number;
  readonly failed: number;
}

/** Fields that people write, without secrets: those are kept nowhere in the browser. */
export type WebhookValues = Pick<
  Webhook,
  'name' | 'url' | 'active' | 'bodyVersion' | 'objectTypes' | 'actions' | 'authentication'
> & { readonly authenticationName: string };

/** Secrets that were written and are not saved yet; null takes one away. */
export type WebhookSecrets = Readonly<
  Partial<Record<'authenticationSecret' | 'signingSecret', string | null>>
>;

/** Types of objects that a webhook can be told of. */
export const objectTypes = [
  'Alert',
  'Case',
  'Task',
  'Log',
  'Observable',
  'Comment',
  'Procedure',
  'Page',
  'CustomEvent',
  'Attachment',
  'case_artifact_job',
  'Action',
  'CaseTemplate',
  'User',
  'Organisation',
  'Profile',
  'CustomField',
] as const satisfies WebhookValues['objectTypes'];
/** What can have been done with them. */
export const actions = ['create', 'update', 'delete', 'merge'] as const;

const newWebhook: WebhookValues = {
  name: '',
  url: '',
  active: true,
  bodyVersion: 1,
  objectTypes: [],
  actions: [],
  authentication: 'none',
  authenticationName: '',
};

/** The values of a stored webhook, or those that a new one starts with. */
export function valuesOf(webhook: Webhook | undefined): WebhookValues {
  if (webhook === undefined) return newWebhook;
  const { name, url, active, bodyVersion, objectTypes, actions, authentication } = webhook;
  const { authenticationName = '' } = webhook;
  return { name, url, active, bodyVersion, objectTypes, actions, authentication, authenticationName };
}

/** What is sent: an empty name is none. */
export function inputOf({ authenticationName, ...rest }: Partial<WebhookValues>, secrets: WebhookSecrets) {
  const name = authenticationName === '' ? null : authenticationName;
  return { ...rest, ...(name === undefined ? {} : { authenticationName: name }), ...secrets };
}

/** Milliseconds between looks: deliveries are no changes that the live stream tells. */
const lookMs = 4_000;

/** The webhooks of the organisation. */
export function useWebhooks() {
  return useResource<readonly Webhook[]>('/webhook', { entities: ['webhook'] });
}

/** Deliveries of a webhook, newest first; of one state if it is named. */
export function useDeliveries(webhookId: string, state: string | undefined) {
  const path = `/webhook/${webhookId}/delivery${state === undefined ? '' : `?state=${state}`}`;
  type Answer = { readonly deliveries: readonly OutputWebhookDelivery[]; readonly total: number };
  return useQuery({
    ...resourceQuery<Answer>(useApi(), path, { entities: ['webhook'] }),
    refetchInterval: lookMs,
    placeholderData: keepPreviousData,
  });
}

/** How trying out a webhook went. */
export interface WebhookTrial {
  readonly delivered: boolean;
  readonly statusCode?: number;
  readonly durationMs: number;
  readonly fault?: string;
  readonly answer: string;
}
