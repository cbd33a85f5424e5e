/** The open tag: its text, colour and meaning. A new text is written on everything that carries the tag. */
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { Tag } from '../../../parts/badges.tsx';
import { plainNamespace, tagText } from '../../../parts/tags/tag-text.ts';
import { LoadingRows } from '../../../ui/states.tsx';
import { ColourField } from '../form/colour-field.tsx';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { type TagRow, usageOf, usedIn } from './tag-row.ts';

interface PanelProps {
  readonly tag: TagRow | undefined;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

/** The panel. */
export function TagPanel({ tag, ...rest }: PanelProps) {
  const { t: word } = useTranslation('words');
  if (tag === undefined) return <LoadingRows rows={5} label={word('loading')} />;
  return tag.namespace === plainNamespace ? <Panel tag={tag} {...rest} /> : <OfTaxonomy tag={tag} />;
}

/** A tag whose text, colour and meaning are those of its taxonomy: nothing of it is changed here. */
function OfTaxonomy({ tag }: { readonly tag: TagRow }) {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.body}>
      <h2 className={classes.title}>
        <Tag name={tagText(tag)} />
      </h2>
      <Usage tag={tag} />
      {tag.description !== undefined && (
        <p className={classes.note}>
          <bdi>{tag.description}</bdi>
        </p>
      )}
      <p className={classes.note}>{t('tag.ofTaxonomy', { taxonomy: tag.namespace })}</p>
    </div>
  );
}

interface TagValues {
  readonly predicate: string;
  readonly description: string;
  readonly colour: string;
}

function Panel({ tag, onChanged, onDeleted }: PanelProps & { readonly tag: TagRow }) {
  const { t } = useTranslation('settings');
  const form = useSettingsForm<TagValues>(`tag:${tag._id}`, {
    predicate: tag.predicate,
    description: tag.description ?? '',
    colour: tag.colour,
  });
  const save = useChange<void>(
    (api) => {
      const { description, ...rest } = form.changes;
      const meaning =
        description === undefined ? {} : { description: description === '' ? null : description };
      return api.patch(`/tag/${tag._id}`, { ...rest, ...meaning });
    },
    ['tag'],
  );
  const refusedFields = useRefusedFields('predicate');
  const refused = save.error === null ? {} : refusedFields(save.error);
  const submit = (): void =>
    save.mutate(undefined, {
      onSuccess() {
        form.discard();
        onChanged();
      },
    });
  const { values, set } = form;
  return (
    <div className={classes.panel}>
      <div className={classes.body}>
        <h2 className={classes.title}>
          <Tag name={tag.predicate} />
        </h2>
        <Usage tag={tag} />
        <TextInput
          label={t('tag.text')}
          description={t('tag.textNote')}
          maxLength={128}
          value={values.predicate}
          error={refused.predicate}
          onChange={({ currentTarget }) => set({ predicate: currentTarget.value })}
        />
        <ColourField value={values.colour} error={refused.colour} onChange={(colour) => set({ colour })} />
        <Textarea
          label={t('field.meaning')}
          autosize
          minRows={2}
          maxRows={8}
          value={values.description}
          error={refused.description}
          onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        />
        <Deleting tag={tag} onDeleted={onDeleted} />
      </div>
      <FormFoot form={form} save={save} onSave={submit} />
    </div>
  );
}

function Usage({ tag }: { readonly tag: TagRow }) {
  const { t } = useTranslation('settings');
  const usage = usageOf(tag);
  const used = usedIn.filter((kind) => usage[kind] > 0);
  return (
    <p className={classes.note}>
      {used.length === 0
        ? t('tag.unused')
        : used.map((kind) => t(`dependants.${kind}`, { count: usage[kind] })).join(' · ')}
    </p>
  );
}

function Deleting({ tag, onDeleted }: { readonly tag: TagRow; readonly onDeleted: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <DeleteSection
      place={`tag:${tag._id}`}
      title={t('delete.title', { name: tag.predicate })}
      consequence={t('tag.deleteNote')}
      path={`/tag/${tag._id}`}
      entities={['tag', 'alert', 'case', 'observable']}
      dependants={async () => {
        const usage = usageOf(tag);
        return usedIn.map((kind) => ({ kind, count: usage[kind] }));
      }}
      onDeleted={onDeleted}
    />
  );
}
