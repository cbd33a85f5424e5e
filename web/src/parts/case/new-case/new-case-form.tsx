/** The form of a new case. Ratings that are not chosen are those of the template. */
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../data/session.tsx';
import type { Template } from '../../alert/promote/templates.ts';
import { type Pap, PapBadge, type Severity, SeverityBadge, type Tlp, TlpBadge } from '../../badges.tsx';
import { useFieldErrors } from '../../error-text.ts';
import { MarkdownEditor } from '../../markdown/editor.tsx';
import { usePeople } from '../../person.tsx';
import { TagInput } from '../../tags/tag-input.tsx';
import type { CaseDraft } from './draft.ts';
import classes from './new-case.module.css';
import { RatingChoice } from './rating-choice.tsx';
import { TemplateFields } from './template-fields.tsx';

const severities: readonly Severity[] = [1, 2, 3, 4];
const tlps: readonly Tlp[] = [0, 1, 2, 3, 4];
const paps: readonly Pap[] = [0, 1, 2, 3];
/** What the server takes where neither person nor template says anything. */
const usual = 2;
/** Width of a letter of the prefix, and of the room around it, in pixels. */
const letterWidth = 8;
const prefixRoom = 18;

interface FormProps {
  readonly draft: CaseDraft;
  readonly template: Template | undefined;
  readonly refusal: unknown;
  readonly onChange: (part: Partial<CaseDraft>) => void;
}

/** The form. */
export function NewCaseForm({ draft, template, refusal, onChange }: FormProps) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const errors = useFieldErrors()(refusal);
  const me = useMe()?.login;
  const people = [...usePeople().values()].filter(({ locked }) => !locked);
  const prefix = template?.titlePrefix;
  return (
    <div className={classes.form}>
      <TextInput
        data-autofocus
        label={word('field.title')}
        required
        error={errors.title}
        leftSection={prefix === undefined ? undefined : <bdi className="sk-mono">{prefix}</bdi>}
        leftSectionWidth={prefix === undefined ? undefined : prefix.length * letterWidth + prefixRoom}
        value={draft.title}
        maxLength={512}
        onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
      />
      <div className={classes.ratings}>
        <RatingChoice
          label={word('field.severity')}
          values={severities}
          value={draft.severity ?? template?.severity ?? usual}
          draw={(severity) => <SeverityBadge severity={severity} word />}
          onChoose={(severity) => onChange({ severity })}
        />
        <RatingChoice
          label="TLP"
          values={tlps}
          value={draft.tlp ?? template?.tlp ?? usual}
          draw={(tlp) => <TlpBadge tlp={tlp} />}
          onChoose={(tlp) => onChange({ tlp })}
        />
        <RatingChoice
          label="PAP"
          values={paps}
          value={draft.pap ?? template?.pap ?? usual}
          draw={(pap) => <PapBadge pap={pap} />}
          onChoose={(pap) => onChange({ pap })}
        />
        <Select
          label={word('field.assignee')}
          error={errors.assignee}
          searchable
          data={people.map(({ login, name }) => ({ value: login, label: name }))}
          value={draft.assignee ?? me ?? null}
          onChange={(login) => onChange({ assignee: login ?? undefined })}
          allowDeselect={false}
        />
      </div>
      <TagInput
        label={word('field.tags')}
        description={
          template === undefined || template.tags.length === 0
            ? undefined
            : t('new.templateTags', { tags: template.tags.join(', ') })
        }
        error={errors.tags}
        value={[...draft.tags]}
        onChange={(tags) => onChange({ tags })}
        splitChars={[',']}
      />
      <div>
        <p className={classes.label}>{word('field.description')}</p>
        <MarkdownEditor
          value={draft.description}
          onChange={(description) => onChange({ description })}
          label={word('field.description')}
          hint={t('new.descriptionHint')}
        />
        {errors.description !== undefined && (
          <p role="alert" className={classes.refusal}>
            {errors.description}
          </p>
        )}
      </div>
      <TemplateFields
        draft={draft}
        template={template}
        errors={errors}
        onChange={(fields) => onChange({ fields })}
      />
    </div>
  );
}
