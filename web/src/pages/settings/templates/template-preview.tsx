/** The case that a template gives, as it will be found. */
import { IconFlag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  type Pap,
  PapBadge,
  type Severity,
  SeverityBadge,
  Tag,
  type Tlp,
  TlpBadge,
} from '../../../parts/badges.tsx';
import { usePageTemplates } from '../../../parts/pages/page-data.ts';
import { Person } from '../../../parts/person.tsx';
import formClasses from '../form/form.module.css';
import { useFieldDefinitions } from './model-fields.tsx';
import type { ModelField, ModelTask, TemplateValues } from './template-values.ts';
import classes from './templates.module.css';

const severities: readonly Severity[] = [1, 2, 3, 4];
const tlps: readonly Tlp[] = [0, 1, 2, 3, 4];
const paps: readonly Pap[] = [0, 1, 2, 3];

/** The preview. */
export function TemplatePreview({ values }: { readonly values: TemplateValues }) {
  const { t } = useTranslation('settings');
  const severity = severities.find((step) => step === values.severity);
  const tlp = tlps.find((step) => step === values.tlp);
  const pap = paps.find((step) => step === values.pap);
  return (
    <aside className={classes.preview} aria-label={t('preview.label')}>
      <p className={formClasses.meta}>{t('preview.label')}</p>
      <p className={classes.caseTitle}>
        {severity !== undefined && <SeverityBadge severity={severity} />}
        {values.flag && <IconFlag size={16} stroke={1.6} aria-label={t('preview.flagged')} />}
        <bdi>{`${values.titlePrefix} ${t('preview.title')}`.trim()}</bdi>
      </p>
      <p className={formClasses.line}>
        {tlp !== undefined && <TlpBadge tlp={tlp} />}
        {pap !== undefined && <PapBadge pap={pap} />}
        {values.tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
      </p>
      <Tasks tasks={values.tasks} />
      <Fields fields={values.customFields} />
      <Pages pages={values.pages} />
    </aside>
  );
}

function Tasks({ tasks }: { readonly tasks: readonly ModelTask[] }) {
  const { t } = useTranslation('settings');
  const groups = [...new Set(tasks.map(({ group }) => group.trim()))];
  if (tasks.length === 0) return null;
  return (
    <section>
      <h3 className={formClasses.heading}>{t('template.tasks')}</h3>
      {groups.map((group) => (
        <div key={group} className={classes.previewGroup}>
          {group !== '' && (
            <p className={formClasses.meta}>
              <bdi>{group}</bdi>
            </p>
          )}
          <ul>
            {Object.entries(tasks)
              .filter(([, task]) => task.group.trim() === group)
              .map(([place, task]) => (
                <li key={place} className={classes.previewTask}>
                  <span className={classes.ring} aria-hidden="true" />
                  <bdi className={formClasses.spread}>{task.title || '…'}</bdi>
                  {task.mandatory && <span className={formClasses.meta}>{t('template.needed')}</span>}
                  {task.assignee !== null && <Person login={task.assignee} />}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Pages({ pages }: { readonly pages: readonly string[] }) {
  const { t } = useTranslation('settings');
  const chosen = (usePageTemplates().data ?? []).filter(({ _id }) => pages.includes(_id));
  if (chosen.length === 0) return null;
  return (
    <section>
      <h3 className={formClasses.heading}>{t('template.pages')}</h3>
      <ul>
        {chosen.map(({ _id, title }) => (
          <li key={_id}>
            <bdi>{title}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fields({ fields }: { readonly fields: readonly ModelField[] }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const definitions = useFieldDefinitions();
  if (fields.length === 0) return null;
  const said = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–';
    return typeof value === 'boolean' ? word(value ? 'yes' : 'no') : String(value);
  };
  return (
    <section>
      <h3 className={formClasses.heading}>{t('template.fields')}</h3>
      <dl className={classes.facts}>
        {fields.map(({ name, value }) => {
          const definition = definitions.find((one) => one.name === name);
          return (
            <div key={name}>
              <dt>
                <bdi>{definition?.displayName ?? name}</bdi>
              </dt>
              <dd>
                <bdi>{said(value)}</bdi>
                {definition?.mandatory === true && (
                  <span className={formClasses.meta}> {t('field.mandatoryShort')}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
