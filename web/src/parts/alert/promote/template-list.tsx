/** Choosing a template, and what the chosen one adds to the case. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../answer.tsx';
import classes from '../dialog.module.css';
import { inOrder, pagesOf, type Template, tasksByGroup, useTemplates } from './templates.ts';

/** The list. `chosen` undefined: a case without template. */
export function TemplateList({
  chosen,
  suggested,
  isNeeded = false,
  onChoose,
}: {
  readonly chosen: string | undefined;
  /** Name of the template that the alert asks for. */
  readonly suggested: string | undefined;
  /** There is no choice of none. */
  readonly isNeeded?: boolean;
  readonly onChoose: (template: Template | undefined) => void;
}) {
  const { t } = useTranslation('alerts');
  const { templates, uses } = useTemplates();
  const [words, setWords] = useState('');
  return (
    <div className={classes.side}>
      <TextInput
        aria-label={t('promote.find')}
        placeholder={t('promote.find')}
        leftSection={<IconSearch size={15} stroke={1.6} />}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <Answer of={templates} rows={4}>
        {(all) => (
          <>
            <fieldset className={classes.templates}>
              <legend className="sk-hidden">{t('promote.template')}</legend>
              {inOrder(all, uses, suggested, words).map((template) => (
                <Choice
                  key={template.name}
                  chosen={template.name === chosen}
                  onChoose={() => onChoose(template)}
                  name={template.displayName}
                  prefix={template.titlePrefix}
                  adds={<Adds template={template} />}
                  hint={
                    template.name === suggested
                      ? t('promote.suggested')
                      : used(uses[template.name]?.count, (count) => t('promote.used', { count }))
                  }
                  strong={template.name === suggested}
                />
              ))}
              {!isNeeded && (
                <Choice
                  chosen={chosen === undefined}
                  onChoose={() => onChoose(undefined)}
                  name={t('promote.empty')}
                  adds={t('promote.nothing')}
                />
              )}
            </fieldset>
            <TemplateContent template={all.find(({ name }) => name === chosen)} />
          </>
        )}
      </Answer>
    </div>
  );
}

function used(count: number | undefined, text: (count: number) => string): string | undefined {
  return count === undefined || count === 0 ? undefined : text(count);
}

function Choice({
  chosen,
  onChoose,
  name,
  prefix,
  adds,
  hint,
  strong = false,
}: {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly name: string;
  readonly prefix?: string | undefined;
  readonly adds: React.ReactNode;
  readonly hint?: string | undefined;
  readonly strong?: boolean;
}) {
  return (
    <label className={classes.template} data-chosen={chosen || undefined}>
      <input type="radio" name="template" checked={chosen} onChange={onChoose} />
      <span className={classes.templateText}>
        <span className={classes.templateName}>
          <bdi>{name}</bdi>{' '}
          {prefix !== undefined && <bdi className={`sk-mono ${classes.prefixBeside}`}>{prefix}</bdi>}
        </span>
        <span className={classes.quiet}>{adds}</span>
        {hint !== undefined && (
          <span className={classes.quiet} data-strong={strong || undefined}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

function Adds({ template }: { readonly template: Template }) {
  const { t } = useTranslation('alerts');
  const tasks = template.tasks ?? [];
  const mandatory = tasks.filter((task) => task.mandatory === true).length;
  const fields = template.customFields?.length ?? 0;
  const pages = pagesOf(template).length;
  return [
    t('promote.tasks', { count: tasks.length }),
    ...(mandatory > 0 ? [t('promote.mandatory', { count: mandatory })] : []),
    ...(fields > 0 ? [t('promote.fields', { count: fields })] : []),
    ...(pages > 0 ? [t('promote.pages', { count: pages })] : []),
  ].join(', ');
}

function TemplateContent({ template }: { readonly template: Template | undefined }) {
  const { t } = useTranslation('alerts');
  if (template === undefined) return null;
  const groups = [...tasksByGroup(template.tasks ?? [])];
  const fields = (template.customFields ?? []).map(({ name }) => name);
  if (groups.length === 0 && fields.length === 0) return null;
  return (
    <section className={classes.adds} aria-label={t('promote.adds')}>
      <h3 className={classes.partTitle}>{t('promote.adds')}</h3>
      <dl className={classes.pairs}>
        {groups.map(([group, tasks]) => (
          <div key={group} title={tasks.map(({ title }) => title).join('\n')}>
            <dt>
              <bdi>{group === '' ? t('promote.noGroup') : group}</bdi>
            </dt>
            <dd>
              <bdi>{tasks.map(({ title }) => title).join(', ')}</bdi>
            </dd>
          </div>
        ))}
        {fields.length > 0 && (
          <div title={fields.join('\n')}>
            <dt>{t('promote.fieldNames')}</dt>
            <dd>
              <bdi>{fields.join(', ')}</bdi>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
