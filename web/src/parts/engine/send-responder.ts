/** Sends a responder off: at once when everything stays here, after the grace of ten seconds when something leaves. */
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { useGraceStart } from '../../ui/grace.tsx';
import { useErrorText } from '../error-text.ts';
import { type EnabledNeuron, neuronTitle } from './engine-data.ts';

/** A run that was asked for. */
export interface ResponderRun {
  readonly responder: EnabledNeuron;
  readonly entityType: string;
  readonly ids: readonly string[];
  /** What it acts on, in the reader's words. */
  readonly label: string;
  readonly reason: string;
}

/** Gives the function that sends a responder off. */
export function useSendResponder(): (run: ResponderRun) => void {
  const { t } = useTranslation('observables');
  const api = useApi();
  const refresh = useRefresh();
  const errorText = useErrorText();
  const start = useGraceStart();
  const send = async ({ responder, entityType, ids, reason }: ResponderRun): Promise<void> => {
    const parameters = reason === '' ? {} : { parameters: { reason } };
    await api.post(
      '/connector/cortex/actions',
      ids.map((objectId) => ({
        responderId: responder._id,
        objectType: entityType,
        objectId,
        ...parameters,
      })),
    );
    notifications.show({ message: t('respond.sent', { name: neuronTitle(responder.name) }) });
    await refresh(['action']);
  };
  return (run) => {
    const name = neuronTitle(run.responder.name);
    const perform = (): void =>
      void send(run).catch((error: unknown) =>
        notifications.show({
          color: 'red',
          autoClose: false,
          message: t('respond.failed', { name, reason: errorText(error) }),
        }),
      );
    if (run.responder.destination === undefined) perform();
    else
      start(`respond:${run.ids.join(',')}:${run.responder._id}`, {
        label: t('respond.pending', { name, what: run.label }),
        perform,
      });
  };
}
