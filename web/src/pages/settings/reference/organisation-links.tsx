/** With which other organisations one is linked, and what that means in both directions. A change counts at once. */
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { list, page, sort } from '../../../data/pipeline.ts';
import { platformOrganisation } from '../../../data/platform.ts';
import { useChange, usePipeline } from '../../../data/queries.ts';
import { Failure } from '../../../ui/states.tsx';
import classes from '../form/form.module.css';
import { useRefusal } from '../form/refusal.ts';
import { mostRows } from '../list/settings-list.tsx';
import { LinkMeaning } from './link-meaning.tsx';
import type { LinkType, OrganisationLink, OrganisationRow } from './organisation-row.ts';

const linkTypes = ['default', 'supervised', 'notify'] as const satisfies readonly LinkType[];

/** The block. */
export function OrganisationLinks({ row }: { readonly row: OrganisationRow }) {
  const { t } = useTranslation('settings');
  const refusal = useRefusal();
  const path = (other: string): string => `/organisation/${row._id}/link/${encodeURIComponent(other)}`;
  const set = useChange<OrganisationLink>(
    (api, { toOrganisation, linkType, otherLinkType }) =>
      api.put(path(toOrganisation), { linkType, otherLinkType }),
    ['organisation'],
  );
  const remove = useChange<string>((api, other) => api.remove(path(other)), ['organisation']);
  const { data: all = [] } = usePipeline<readonly OrganisationRow[]>(
    'organisation-names',
    [list('organisation'), sort([{ name: 'asc' }]), page(0, mostRows)],
    { entities: ['organisation'] },
  );
  const error = set.error ?? remove.error;
  if (row.name === platformOrganisation) return null;
  return (
    <section className={classes.section} aria-labelledby="organisation-links">
      <h3 id="organisation-links" className={classes.heading}>
        {t('link.title')}
      </h3>
      <p className={classes.note}>
        {t('link.note')} {t('link.before')}
      </p>
      {row.extraData.links.map((link) => (
        <Link
          key={link.toOrganisation}
          own={row}
          other={all.find(({ name }) => name === link.toOrganisation)}
          link={link}
          onChange={(next) => set.mutate(next)}
          onRemove={() => remove.mutate(link.toOrganisation)}
        />
      ))}
      <AddLink
        row={row}
        all={all}
        onAdd={(other) =>
          set.mutate({ toOrganisation: other, linkType: 'default', otherLinkType: 'default' })
        }
      />
      {error !== null && <Failure reason={refusal(error)} againLabel="" />}
    </section>
  );
}

function Link({
  own,
  other,
  link,
  onChange,
  onRemove,
}: {
  readonly own: OrganisationRow;
  /** The other one; undefined while it is read. */
  readonly other: OrganisationRow | undefined;
  readonly link: OrganisationLink;
  readonly onChange: (link: OrganisationLink) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('settings');
  const otherName = link.toOrganisation;
  const data = linkTypes.map((value) => ({ value, label: t(`link.${value}`) }));
  const typed = (value: string | null): LinkType => linkTypes.find((known) => known === value) ?? 'default';
  return (
    <div>
      <div className={classes.heading}>
        <bdi className={classes.spread}>{otherName}</bdi>
        <ActionIcon aria-label={t('link.remove', { name: otherName })} onClick={onRemove}>
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      </div>
      <div className={classes.pair}>
        <Select
          label={t('link.direction', { from: own.name, to: otherName })}
          allowDeselect={false}
          data={data}
          value={link.linkType}
          onChange={(value) => onChange({ ...link, linkType: typed(value) })}
        />
        <Select
          label={t('link.direction', { from: otherName, to: own.name })}
          allowDeselect={false}
          data={data}
          value={link.otherLinkType}
          onChange={(value) => onChange({ ...link, otherLinkType: typed(value) })}
        />
      </div>
      <div className={classes.pair}>
        <LinkMeaning type={link.linkType} from={own} to={otherName} />
        {other !== undefined && <LinkMeaning type={link.otherLinkType} from={other} to={own.name} />}
      </div>
    </div>
  );
}

function AddLink({
  row,
  all,
  onAdd,
}: {
  readonly row: OrganisationRow;
  readonly all: readonly OrganisationRow[];
  readonly onAdd: (other: string) => void;
}) {
  const { t } = useTranslation('settings');
  const [wanted, setWanted] = useState<string | null>(null);
  const linked = new Set([
    row.name,
    platformOrganisation,
    ...row.extraData.links.map((link) => link.toOrganisation),
  ]);
  const offered = all.map(({ name }) => name).filter((name) => !linked.has(name));
  if (offered.length === 0) return null;
  return (
    <div className={classes.line}>
      <Select
        className={classes.spread ?? ''}
        aria-label={t('link.choose')}
        placeholder={t('link.choose')}
        searchable
        data={offered}
        value={wanted}
        onChange={setWanted}
      />
      <Button
        disabled={wanted === null}
        onClick={() => {
          if (wanted !== null) onAdd(wanted);
          setWanted(null);
        }}
      >
        {t('link.add')}
      </Button>
    </div>
  );
}
