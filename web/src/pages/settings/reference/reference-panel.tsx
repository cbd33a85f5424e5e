/** The open object of a reference kind: its form, what belongs to it, and the way to delete it. */
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import { useSettingsForm } from '../form/use-settings-form.ts';
import type { SettingsRow } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import type { ReferenceKind } from './reference-kind.ts';

/** The panel. */
export function ReferencePanel<Row extends SettingsRow, Values extends object>({
  kind,
  row,
  isMissing,
}: {
  readonly kind: ReferenceKind<Row, Values>;
  readonly row: Row | undefined;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const title = row === undefined ? t(`make.${kind.section}`) : kind.nameOf(row);
  const form = useSettingsForm(`${kind.section}:${row?._id ?? newItem}`, kind.valuesOf(row));
  const refusedFields = useRefusedFields(kind.nameField);
  const save = useChange<void, { readonly _id?: string } | undefined>(
    (api) =>
      row === undefined
        ? api.post(kind.path, kind.bodyOf(form.values, row))
        : api.patch(`${kind.path}/${row._id}`, kind.bodyOf(form.changes, row)),
    [kind.entity],
  );
  const submit = (): void =>
    save.mutate(undefined, {
      onSuccess(made) {
        form.discard();
        if (row === undefined) open(made?._id);
      },
    });
  const { Fields, Below } = kind;
  return (
    <ItemPanel label={title} isMissing={isMissing} onClose={() => open(undefined)}>
      <form
        className={classes.panel}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={classes.body}>
          <h2 className={classes.title}>
            <bdi>{title}</bdi>
          </h2>
          <p className={classes.note}>{t(`about.${kind.section}`)}</p>
          <Fields row={row} form={form} refused={save.error === null ? {} : refusedFields(save.error)} />
          {row !== undefined && Below !== undefined && <Below row={row} />}
          {row !== undefined && <Removing kind={kind} row={row} />}
        </div>
        <FormFoot form={form} save={save} isNew={row === undefined} onSave={submit} />
      </form>
    </ItemPanel>
  );
}

function Removing<Row extends SettingsRow, Values extends object>({
  kind,
  row,
}: {
  readonly kind: ReferenceKind<Row, Values>;
  readonly row: Row;
}) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const removal = kind.removalOf?.(row);
  if (removal === undefined) return null;
  const stays = removal === 'builtIn' || removal === 'used';
  return (
    <DeleteSection
      stays={stays ? t(`removal.${removal}`) : undefined}
      place={`${kind.section}:${row._id}`}
      title={t('delete.title', { name: kind.nameOf(row) })}
      consequence={t(`removal.${removal}`)}
      path={`${kind.path}/${row._id}${removal === 'forced' ? '?force=true' : ''}`}
      entities={[kind.entity]}
      dependants={kind.dependants?.(row)}
      onDeleted={() => open(undefined)}
    />
  );
}
