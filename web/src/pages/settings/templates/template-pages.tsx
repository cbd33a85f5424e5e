/** The pages that cases of a template have from the start: which templates of pages they are made from. */
import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePageTemplates } from '../../../parts/pages/page-data.ts';
import formClasses from '../form/form.module.css';

/** The block; nothing while there is no template of pages to choose. */
export function TemplatePages({
  pages,
  refused,
  onChange,
}: {
  /** Ids of the chosen templates of pages. */
  readonly pages: readonly string[];
  readonly refused: Readonly<Record<string, string>>;
  readonly onChange: (pages: readonly string[]) => void;
}) {
  const { t } = useTranslation('settings');
  const { data: all = [] } = usePageTemplates();
  if (all.length === 0) return null;
  const headings = [...new Set(all.map(({ category }) => category))];
  return (
    <section className={formClasses.section} aria-labelledby="template-pages">
      <h3 id="template-pages" className={formClasses.heading}>
        {t('template.pages')}
        <span className={formClasses.meta}>{pages.length}</span>
      </h3>
      <MultiSelect
        aria-labelledby="template-pages"
        placeholder={pages.length === 0 ? t('template.choosePages') : ''}
        searchable
        hidePickedOptions
        data={headings.map((group) => ({
          group,
          items: all
            .filter(({ category }) => category === group)
            .map(({ _id, title }) => ({ value: _id, label: title })),
        }))}
        value={[...pages]}
        error={refused.pageTemplateIds}
        onChange={onChange}
      />
    </section>
  );
}
