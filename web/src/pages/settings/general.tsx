/** What an organisation says of itself, and what it shares by itself. */
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOrganisation } from '../../../../contract/v1-types.ts';
import { useChange, useResource } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import classes from './form/form.module.css';
import { FormFoot } from './form/form-foot.tsx';
import { useRefusal, useRefusedFields } from './form/refusal.ts';
import { useSettingsForm } from './form/use-settings-form.ts';
import { LinkMeaning } from './reference/link-meaning.tsx';
import type { LinkType } from './reference/organisation-row.ts';
import { SharingRules } from './reference/organisations.tsx';
import own from './settings.module.css';

/** The section. */
export function GeneralSection() {
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const { organisation = '' } = useApi();
  const { data, error, refetch } = useResource<OutputOrganisation>(
    `/organisation/${encodeURIComponent(organisation)}`,
    { entities: ['organisation'] },
  );
  if (data !== undefined) return <General organisation={data} />;
  if (error !== null)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  return <LoadingRows rows={6} label={word('loading')} />;
}

interface Link {
  readonly linkType: LinkType;
  readonly otherLinkType: LinkType;
  readonly organisation: OutputOrganisation;
}

/** With whom the organisation is linked, and what that means; the platform decides it. */
function Links({ own: from }: { readonly own: OutputOrganisation }) {
  const { t } = useTranslation('settings');
  const { data = [] } = useResource<readonly Link[]>(`/organisation/${from._id}/links`, {
    entities: ['organisation'],
  });
  if (data.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="general-links">
      <h3 id="general-links" className={classes.heading}>
        {t('link.title')}
      </h3>
      <p className={classes.note}>{t('link.byPlatform')}</p>
      {data.map(({ linkType, otherLinkType, organisation: other }) => (
        <div key={other._id}>
          <bdi className={classes.heading}>{other.name}</bdi>
          <LinkMeaning type={linkType} from={from} to={other.name} />
          <LinkMeaning type={otherLinkType} from={other} to={from.name} />
        </div>
      ))}
    </section>
  );
}

interface GeneralValues {
  readonly description: string;
  readonly taskRule: string;
  readonly observableRule: string;
}

function General({ organisation }: { readonly organisation: OutputOrganisation }) {
  const { t } = useTranslation('settings');
  const { _id, name, description, taskRule, observableRule } = organisation;
  const form = useSettingsForm<GeneralValues>('general', { description, taskRule, observableRule });
  const refusedFields = useRefusedFields('name');
  const save = useChange<void>((api) => api.patch(`/organisation/${_id}`, form.changes), ['organisation']);
  const { values, set } = form;
  return (
    <div className={classes.panel}>
      <div className={`${classes.body} ${own.narrow}`}>
        <h2 className={classes.title}>
          <bdi>{name}</bdi>
        </h2>
        <p className={classes.note}>{t('about.general')}</p>
        <Textarea
          label={t('field.description')}
          autosize
          minRows={2}
          maxRows={10}
          value={values.description}
          error={save.error === null ? undefined : refusedFields(save.error).description}
          onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        />
        <SharingRules values={values} set={set} />
        <p className={classes.note}>{t('rule.note')}</p>
        <Links own={organisation} />
      </div>
      <FormFoot form={form} save={save} onSave={() => save.mutate(undefined, { onSuccess: form.discard })} />
    </div>
  );
}
