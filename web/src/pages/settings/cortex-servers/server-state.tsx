/** How a Cortex server was found, in few words. */
import { useTranslation } from 'react-i18next';
import type { OutputCortexServer } from '../../../../../contract/v1-types.ts';

/** The state. */
export function ServerState({
  server: { active, status, statusReason, neuronCount, cortexVersion },
}: {
  readonly server: OutputCortexServer;
}) {
  const { t } = useTranslation('settings');
  if (!active) return <>{t('cortexServer.off')}</>;
  if (status === 'OK')
    return <>{t('cortexServer.ok', { count: neuronCount, version: cortexVersion ?? '' })}</>;
  if (status === 'AuthError') return <>{t('cortexServer.denied', { reason: statusReason ?? '' })}</>;
  return (
    <>
      {status === 'Error'
        ? t('cortexServer.away', { reason: statusReason ?? '' })
        : t('cortexServer.unknown')}
    </>
  );
}
