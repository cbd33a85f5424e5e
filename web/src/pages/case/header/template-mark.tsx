/** The template a case was made from. */
import { useTranslation } from 'react-i18next';
import { get, type Step } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useCase } from '../../../parts/case/case-context.tsx';
import classes from './header.module.css';

/** The name is not part of a case as it is read, but can be counted over. */
const byTemplate: Step = { _name: 'aggregation', _agg: 'field', _field: 'caseTemplate' };

/** The mark; nothing for a case without template. */
export function TemplateMark() {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const { data = {} } = usePipeline<Readonly<Record<string, unknown>>>(
    'case-template-name',
    [get('case', detail._id), byTemplate],
    {},
  );
  const [name] = Object.keys(data);
  if (name === undefined) return null;
  return (
    <span className={classes.fact}>
      <bdi className="sk-ellipsis">{t('template.from', { name })}</bdi>
    </span>
  );
}
