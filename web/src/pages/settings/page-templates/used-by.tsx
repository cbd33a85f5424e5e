/** Which case templates bring a page from a template. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputCaseTemplate } from '../../../../../contract/v1-types.ts';
import { follow, get, page, sort } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import formClasses from '../form/form.module.css';

/** Most case templates that are named. */
const mostNamed = 100;

/** The line; nothing while they are read or where there are none. */
export function UsedBy({ pageTemplateId }: { readonly pageTemplateId: string }) {
  const { t } = useTranslation('settings');
  const { organisation = '' } = useApi();
  const { data = [] } = usePipeline<readonly OutputCaseTemplate[]>(
    'templates-with-page',
    [
      get('pageTemplate', pageTemplateId),
      follow('caseTemplates'),
      sort([{ displayName: 'asc' }]),
      page(0, mostNamed),
    ],
    { entities: ['caseTemplate', 'pageTemplate'] },
  );
  if (data.length === 0) return null;
  return (
    <section className={formClasses.section} aria-labelledby="page-template-used">
      <h3 id="page-template-used" className={formClasses.heading}>
        {t('template.usedBy')}
      </h3>
      <ul>
        {data.map(({ _id, displayName, name }) => (
          <li key={_id}>
            <Link
              to="/o/$organisation/settings/$section/$itemId"
              params={{ organisation, section: 'templates', itemId: _id }}
              search={{}}
            >
              <bdi>{displayName || name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
