/** What a promotion makes, in one sentence: the server has rehearsed it. */
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../error-text.ts';
import classes from '../dialog.module.css';
import { usePromotionPreview } from './promotion-preview.ts';

/** The sentence; until it is known, only what becomes of the alerts. A refusal is told before anybody sends. */
export function PromotionResult({
  alertId,
  body,
  left,
  count,
}: {
  readonly alertId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** How many observables stay behind. */
  readonly left: number;
  /** How many alerts are promoted. */
  readonly count: number;
}) {
  const { t } = useTranslation('alerts');
  const text = useErrorText();
  const { data, error } = usePromotionPreview(alertId, body);
  if (error !== null)
    return (
      <span role="alert" className={classes.refusal}>
        {text(error)}
      </span>
    );
  const consequence = t('promote.consequence', { count });
  if (data === undefined) return consequence;
  if (data.exists) return t('promote.exists', { title: data.case.title });
  const counts = {
    tasks: data.tasks.length,
    observables: Math.max(0, data.observables.length - left),
    files: data.files.length,
    fields: new Set(data.case.customFields?.map(({ name }) => name)).size,
  };
  const parts = (['tasks', 'observables', 'files', 'fields'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => t(`promote.${name}`, { count: counts[name] }));
  const contents = parts.length === 0 ? t('promote.nothingInIt') : parts.join(', ');
  return (
    <span data-testid="promotion-result">
      <bdi>{t('promote.makes', { title: data.case.title, contents })}</bdi> {consequence}
    </span>
  );
}
