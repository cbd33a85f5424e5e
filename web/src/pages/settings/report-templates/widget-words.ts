/** The words for what definitions of reports name; what has no word is shown as it is written. */
import { useTranslation } from 'react-i18next';

/** The name of a kind of widget. */
export function useWidgetWord(): (kind: string) => string {
  const { t } = useTranslation('reports');
  return (kind) => t(`widget.${kind}` as 'widget.Text', { defaultValue: kind });
}

/** The name of an option of a widget. */
export function useOptionWord(): (option: string) => string {
  const { t } = useTranslation('reports');
  return (option) => t(`option.${option}` as 'option.filter', { defaultValue: option });
}
