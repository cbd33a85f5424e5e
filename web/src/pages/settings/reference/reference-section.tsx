/** A section that lists objects of a reference kind, with the open one at its side. */
import { useTranslation } from 'react-i18next';
import { list, page } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { mostRows, SettingsList } from '../list/settings-list.tsx';
import type { SettingsRow } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import type { ReferenceKind } from './reference-kind.ts';
import { ReferencePanel } from './reference-panel.tsx';

/** The section. */
export function ReferenceSection<Row extends SettingsRow, Values extends object>({
  kind,
}: {
  readonly kind: ReferenceKind<Row, Values>;
}) {
  const { t } = useTranslation('settings');
  const { itemId } = useSettingsAddress();
  const answer = usePipeline<readonly Row[]>(
    `settings-${kind.section}`,
    [list(kind.entity), page(0, mostRows, kind.extraData)],
    { entities: [kind.entity] },
  );
  const row = answer.data?.find(({ _id }) => _id === itemId);
  return (
    <SettingsList
      label={t(`section.${kind.section}`)}
      answer={answer}
      columns={kind.columns}
      sort={kind.sort}
      searched={kind.searched}
      newLabel={t(`make.${kind.section}`)}
      emptyReason={t(`about.${kind.section}`)}
      panel={
        itemId !== undefined &&
        answer.data !== undefined && (
          <ReferencePanel
            key={itemId}
            kind={kind}
            row={row}
            isMissing={row === undefined && itemId !== newItem}
          />
        )
      }
    />
  );
}
