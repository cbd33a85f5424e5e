/** The template a case was made from. */
import { useTranslation } from 'react-i18next';
import { useCaseTemplate } from '../../../parts/case/case-template.ts';
import classes from './header.module.css';

/** The mark; nothing for a case without template. */
export function TemplateMark() {
  const { t } = useTranslation('cases');
  const name = useCaseTemplate();
  if (name === undefined) return null;
  return (
    <span className={classes.fact}>
      <bdi className="sk-ellipsis">{t('template.from', { name })}</bdi>
    </span>
  );
}
