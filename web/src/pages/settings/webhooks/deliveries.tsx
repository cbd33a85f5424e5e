/** What was and is sent to a webhook: newest first, by state, with the way to send again what was given up. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputWebhookDelivery } from '../../../../../contract/v1-types.ts';
import { useChange } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { Ago } from '../../../parts/time.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { AuditObject } from '../audit/audit-object.tsx';
import { addressOf, type NamedRow } from '../audit/audit-row.ts';
import { ObjectNames } from '../audit/object-names.tsx';
import formClasses from '../form/form.module.css';
import { useRefusal } from '../form/refusal.ts';
import { useSettingsAddress } from '../use-address.ts';
import classes from './deliveries.module.css';
import { actions, objectTypes, useDeliveries, type Webhook } from './webhook-values.ts';

const states = ['Waiting', 'Delivered', 'Failed', 'Withheld'] as const;
const faults = ['notPublic', 'tookTooLong', 'unreachable', 'inactive', 'gaveUp', 'notVisible'] as const;

/** Why something did not arrive, in words. */
export function useFaultText(): (
  found:
    | Pick<OutputWebhookDelivery, 'fault' | 'statusCode'>
    | { fault: string | undefined; statusCode: number | undefined },
) => string {
  const { t } = useTranslation('settings');
  return ({ fault, statusCode }) => {
    const known = faults.find((one) => one === fault);
    return known === undefined
      ? t('webhook.answered', { status: statusCode ?? 0 })
      : t(`webhook.fault.${known}`);
  };
}

/** The section; the state that is looked for stands in the address. */
export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const { search, ask } = useSettingsAddress();
  const state = states.find((one) => one === search.state);
  const answer = useDeliveries(webhook._id, state);
  const replay = useChange<readonly string[] | undefined, { readonly replayed: number }>(
    (api, deliveries) =>
      api.post(`/webhook/${webhook._id}/_replay`, deliveries === undefined ? {} : { deliveries }),
    ['webhook'],
  );
  const failedOnes = answer.data?.deliveries.some((one) => one.state === 'Failed') ?? false;
  return (
    <section className={formClasses.section} aria-labelledby="webhook-deliveries">
      <div className={classes.head}>
        <h3 id="webhook-deliveries" className={formClasses.heading}>
          {t('webhook.deliveries')}
        </h3>
        <SegmentedControl
          size="xs"
          className={classes.filter ?? ''}
          aria-label={t('webhook.stateFilter')}
          data={[
            { value: '', label: t('webhook.everyState') },
            ...states.map((value) => ({ value, label: t(`webhook.state.${value}`) })),
          ]}
          value={state ?? ''}
          onChange={(value) => ask({ state: value })}
        />
        {failedOnes && (
          <Button
            size="compact-sm"
            leftSection={<IconRefresh size={14} stroke={1.6} />}
            loading={replay.isPending}
            onClick={() => replay.mutate(undefined)}
          >
            {t('webhook.replayAll')}
          </Button>
        )}
      </div>
      {replay.error !== null && (
        <p role="alert" className={formClasses.refusal}>
          {refusal(replay.error)}
        </p>
      )}
      {answer.error !== null && (
        <Failure
          reason={refusal(answer.error)}
          again={() => void answer.refetch()}
          againLabel={word('action.retry')}
        />
      )}
      {answer.data === undefined && answer.error === null && <LoadingRows rows={4} label={word('loading')} />}
      {answer.data !== undefined && (
        <>
          <p className={formClasses.meta} role="status">
            {t('webhook.total', { count: answer.data.total })}
          </p>
          <ObjectNames rows={answer.data.deliveries.map(namedRow)}>
            <ul className={classes.list} aria-label={t('webhook.deliveries')}>
              {answer.data.deliveries.map((delivery) => (
                <Delivery
                  key={delivery._id}
                  delivery={delivery}
                  onReplay={() => replay.mutate([delivery._id])}
                />
              ))}
            </ul>
          </ObjectNames>
        </>
      )}
    </section>
  );
}

function Delivery({
  delivery,
  onReplay,
}: {
  readonly delivery: OutputWebhookDelivery;
  readonly onReplay: () => void;
}) {
  const { t } = useTranslation('settings');
  const faultText = useFaultText();
  const { state, action, objectType, attempts, durationMs, answer, fault, happenedAt } = delivery;
  const known = objectTypes.find((name) => name === objectType);
  const object = known === undefined ? objectType : t(`objectType.${known}`);
  const deed = actions.find((one) => one === action) ?? 'update';
  return (
    <li className={classes.delivery} data-state={state}>
      <span className={classes.state} data-state={state}>
        {t(`webhook.state.${state}`)}
      </span>
      <span className={classes.what}>
        <span>
          {t(`deed.${deed}`, { object })} <What delivery={delivery} />
        </span>
        <span className={formClasses.meta}>
          {attempts === 0 && fault === undefined ? t('webhook.pending') : faultText(delivery)}
          {durationMs !== undefined && ` · ${durationMs} ms`}
          {attempts > 0 && ` · ${t('webhook.attempts', { count: attempts })}`}
          {state === 'Waiting' && attempts > 0 && ` · ${t('webhook.triedAgain')}`}
        </span>
        {answer !== undefined && answer !== '' && <code className={classes.answer}>{answer}</code>}
      </span>
      <Ago at={happenedAt} />
      {state === 'Failed' && (
        <Button size="compact-sm" variant="subtle" onClick={onReplay}>
          {t('webhook.replay')}
        </Button>
      )}
    </li>
  );
}

/** A delivery as what is named by its object: it holds no values itself. */
function namedRow({ objectType, objectId, action }: OutputWebhookDelivery): NamedRow {
  return { objectType, objectId, action, details: {}, previous: {} };
}

/** What was changed, by its name; a case or an alert with the way there. */
function What({ delivery }: { readonly delivery: OutputWebhookDelivery }) {
  const organisation = useApi().organisation ?? '';
  const named = <AuditObject row={namedRow(delivery)} />;
  const isPage = delivery.objectType === 'Case' || delivery.objectType === 'Alert';
  if (!isPage || delivery.action === 'delete') return named;
  return <Link to={addressOf(organisation, delivery)}>{named}</Link>;
}
