/** One catalogue: its techniques by tactic, each with its text, and the way to remove it. */
import { TextInput } from '@mantine/core';
import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTacticName } from '../../../parts/attack/use-tactic-name.ts';
import { Moment } from '../../../parts/time.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusal } from '../form/refusal.ts';
import { useSettingsAddress } from '../use-address.ts';
import own from './attack.module.css';
import { type CatalogRow, type TechniqueRow, useTechniques } from './attack-data.ts';
import { byTactic, type TacticGroup } from './tactics.ts';
import { TechniqueDetail } from './technique-detail.tsx';

/** The panel; missing when there is no such catalogue. */
export function CatalogPanel({
  catalog,
  techniques,
}: {
  readonly catalog: CatalogRow | undefined;
  /** How many there are in it. */
  readonly techniques: number;
}) {
  const { t } = useTranslation('settings');
  const { open, search } = useSettingsAddress();
  return (
    <ItemPanel
      label={catalog?.name ?? t('section.attack')}
      isMissing={catalog === undefined}
      onClose={() => open(undefined, { technique: undefined })}
    >
      {catalog !== undefined &&
        (search.technique === undefined ? (
          <Catalog catalog={catalog} techniques={techniques} />
        ) : (
          <TechniqueDetail catalogId={catalog._id} patternId={search.technique} />
        ))}
    </ItemPanel>
  );
}

function Catalog({ catalog, techniques }: { readonly catalog: CatalogRow; readonly techniques: number }) {
  const { t } = useTranslation('settings');
  const { t: catalogue } = useTranslation('catalogues');
  const { open } = useSettingsAddress();
  const { _id, name, description, variant, createdAt, updatedAt } = catalog;
  return (
    <div className={classes.panel}>
      <div className={classes.body}>
        <div>
          <h2 className={classes.title}>
            <bdi>{name}</bdi>
          </h2>
          <p className={classes.meta}>
            {variant !== undefined && (
              <>
                <bdi>{variant}</bdi> ·{' '}
              </>
            )}
            {catalogue('attack.count', { count: techniques })} · {catalogue('attack.changed')}{' '}
            <Moment at={updatedAt ?? createdAt} />
          </p>
        </div>
        {description !== undefined && (
          <p className={classes.note}>
            <bdi>{description}</bdi>
          </p>
        )}
        <Techniques catalogId={_id} />
        <DeleteSection
          place={`catalog:${_id}`}
          title={t('delete.title', { name })}
          consequence={catalogue('attack.deleteNote', { count: techniques })}
          path={`/catalog/${_id}`}
          entities={['patternCatalog', 'pattern']}
          onDeleted={() => open(undefined)}
        />
      </div>
    </div>
  );
}

function Techniques({ catalogId }: { readonly catalogId: string }) {
  const { t } = useTranslation('catalogues');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const [wanted, setWanted] = useState('');
  const { data, error, refetch } = useTechniques(catalogId);
  if (error !== null)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={8} label={word('loading')} />;
  const groups = byTactic(data, wanted);
  return (
    <section className={classes.section} aria-labelledby="catalog-techniques">
      <h3 id="catalog-techniques" className={classes.heading}>
        {t('attack.byTactic')}
      </h3>
      <TextInput
        leftSection={<IconSearch size={14} stroke={1.6} />}
        aria-label={t('attack.find')}
        placeholder={t('attack.find')}
        value={wanted}
        onChange={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      {groups.length === 0 && (
        <p className={classes.note}>{data.length === 0 ? t('attack.none') : t('attack.noMatch')}</p>
      )}
      <div>
        {groups.map((group) => (
          <Tactic key={group.tactic} group={group} isSought={wanted.trim() !== ''} />
        ))}
      </div>
    </section>
  );
}

/** A tactic; its techniques are drawn once it is open. */
function Tactic({ group, isSought }: { readonly group: TacticGroup; readonly isSought: boolean }) {
  const tacticName = useTacticName();
  const [isOpen, setOpen] = useState(false);
  const { tactic, techniques } = group;
  const shown = isOpen || isSought;
  return (
    <div>
      <h4>
        <button type="button" className={own.tactic} aria-expanded={shown} onClick={() => setOpen(!shown)}>
          <IconChevronRight size={14} stroke={1.8} aria-hidden="true" />
          <bdi className={classes.spread}>{tacticName(tactic)}</bdi>
          <span className={classes.meta}>{techniques.length}</span>
        </button>
      </h4>
      {shown && (
        <ul className={own.techniques}>
          {techniques.map((technique) => (
            <TechniqueLine key={technique._id} technique={technique} />
          ))}
        </ul>
      )}
    </div>
  );
}

function TechniqueLine({ technique }: { readonly technique: TechniqueRow }) {
  const { t } = useTranslation('catalogues');
  const { search } = useSettingsAddress();
  const { patternId, name, revoked } = technique;
  return (
    <li>
      <Link
        to="."
        search={{ ...search, technique: patternId }}
        className={own.technique}
        data-part={patternId.includes('.')}
      >
        <span className="sk-mono">{patternId}</span>
        <bdi>{name}</bdi>
        {revoked && <span className={classes.meta}>{t('attack.revoked')}</span>}
      </Link>
    </li>
  );
}
