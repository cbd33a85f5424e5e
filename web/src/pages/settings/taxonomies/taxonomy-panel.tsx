/** One taxonomy: whether it is offered, its tags with their colours and meanings, and the way to remove it. */
import { Button, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputTaxonomy, OutputTaxonomyTag } from '../../../../../contract/v1-types.ts';
import { useChange, useResource } from '../../../data/queries.ts';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { Swatch } from '../form/colour-field.tsx';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusal } from '../form/refusal.ts';
import { useSettingsAddress } from '../use-address.ts';
import own from './taxonomies.module.css';
import { groupsOf, type TaxonomyRow } from './taxonomy-data.ts';

/** The panel; missing when there is no such taxonomy. */
export function TaxonomyPanel({ taxonomy }: { readonly taxonomy: TaxonomyRow | undefined }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <ItemPanel
      label={taxonomy?.namespace ?? t('section.taxonomies')}
      isMissing={taxonomy === undefined}
      onClose={() => open(undefined)}
    >
      {taxonomy !== undefined && <Taxonomy taxonomy={taxonomy} />}
    </ItemPanel>
  );
}

function Taxonomy({ taxonomy }: { readonly taxonomy: TaxonomyRow }) {
  const { t } = useTranslation('settings');
  const { t: catalogue } = useTranslation('catalogues');
  const { open } = useSettingsAddress();
  const { _id, namespace, description, version } = taxonomy;
  return (
    <div className={classes.panel}>
      <div className={classes.body}>
        <div>
          <h2 className={classes.title}>
            <bdi>{namespace}</bdi>
          </h2>
          <p className={classes.meta}>{catalogue('taxonomy.edition', { version })}</p>
        </div>
        <p className={classes.note}>
          <bdi>{description}</bdi>
        </p>
        <Offering taxonomy={taxonomy} />
        <Tags id={_id} />
        <DeleteSection
          place={`taxonomy:${_id}`}
          title={t('delete.title', { name: namespace })}
          consequence={catalogue('taxonomy.deleteNote')}
          path={`/taxonomy/${_id}`}
          entities={['taxonomy', 'tag']}
          onDeleted={() => open(undefined)}
        />
      </div>
    </div>
  );
}

function Offering({ taxonomy: { _id, extraData } }: { readonly taxonomy: TaxonomyRow }) {
  const { t } = useTranslation('catalogues');
  const refusal = useRefusal();
  const offer = useChange<boolean>(
    (api, enabled) => api.put(`/taxonomy/${_id}/${enabled ? 'activate' : 'deactivate'}`),
    ['taxonomy', 'tag'],
  );
  return (
    <>
      <Switch
        label={t('taxonomy.offer')}
        description={t('taxonomy.offerNote')}
        disabled={offer.isPending}
        checked={offer.isPending ? offer.variables : extraData.enabled}
        onChange={({ currentTarget }) => offer.mutate(currentTarget.checked)}
      />
      {offer.error !== null && <Failure reason={refusal(offer.error)} againLabel="" />}
    </>
  );
}

/** Tags that are drawn at once. */
const drawnAtOnce = 200;

function Tags({ id }: { readonly id: string }) {
  const { t } = useTranslation('catalogues');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const [wanted, setWanted] = useState('');
  const [most, setMost] = useState(drawnAtOnce);
  const { data, error, refetch } = useResource<OutputTaxonomy>(`/taxonomy/${id}`, { entities: ['taxonomy'] });
  if (error !== null)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={6} label={word('loading')} />;
  const tags = data.tags ?? [];
  const groups = groupsOf(tags.slice(0, wanted === '' ? most : tags.length), wanted);
  return (
    <section className={classes.section} aria-labelledby="taxonomy-tags">
      <h3 id="taxonomy-tags" className={classes.heading}>
        {t('taxonomy.tags', { count: tags.length })}
      </h3>
      {tags.length > 8 && (
        <TextInput
          leftSection={<IconSearch size={14} stroke={1.6} />}
          aria-label={t('taxonomy.find')}
          placeholder={t('taxonomy.find')}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      )}
      {groups.length === 0 && <p className={classes.note}>{t('taxonomy.noMatch')}</p>}
      {groups.map(({ predicate, tags: some }) => (
        <div key={predicate}>
          {predicate !== '' && (
            <h4 className={own.predicate}>
              <bdi>{predicate}</bdi>
            </h4>
          )}
          <ul className={own.tags}>
            {some.map((tag) => (
              <TagLine key={tag._id} tag={tag} />
            ))}
          </ul>
        </div>
      ))}
      {wanted === '' && tags.length > most && (
        <Button onClick={() => setMost(most + drawnAtOnce)}>{t('taxonomy.more')}</Button>
      )}
    </section>
  );
}

function TagLine({ tag: { value, predicate, description, colour } }: { readonly tag: OutputTaxonomyTag }) {
  return (
    <li>
      <Swatch colour={colour} />
      <bdi className={own.value}>{value ?? predicate}</bdi>
      {description !== undefined && <bdi className={own.meaning}>{description}</bdi>}
    </li>
  );
}
