/** The tags of an organisation: where each is used, its colour and meaning, renaming it everywhere, and deleting it everywhere. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import type { ListDefinition } from '../../../parts/list/list-definition.ts';
import { ListScreen } from '../../../parts/list/list-screen.tsx';
import { useList } from '../../../parts/list/use-list.ts';
import { tagText } from '../../../parts/tags/tag-text.ts';
import { Ago } from '../../../parts/time.tsx';
import { Message } from '../../../ui/states.tsx';
import { Swatch } from '../form/colour-field.tsx';
import listClasses from '../list/list.module.css';
import { TagPanel } from './tag-panel.tsx';
import { type TagRow, usageOf, usedIn } from './tag-row.ts';

/** The section. */
export function TagsSection() {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const organisation = useApi().organisation ?? '';
  const list = useList(useTagList());
  const hrefOf = useCallback(
    (row: TagRow) => `/o/${encodeURIComponent(organisation)}/search?q=${encodeURIComponent(tagText(row))}`,
    [organisation],
  );
  return (
    <ListScreen
      embedded
      list={list}
      label={t('section.tags')}
      hrefOf={hrefOf}
      onOpen={(row) => void navigate({ to: hrefOf(row) })}
      card={(row) => <TagName row={row} />}
      preview={(id) => (
        <TagPanel
          key={id}
          tag={list.rows.rows.find(({ _id }) => _id === id)}
          onChanged={() => void list.rows.reread([id])}
          onDeleted={() => list.state.change({ preview: undefined })}
        />
      )}
      empty={<Message title={t('list.empty')}>{t('about.tags')}</Message>}
    />
  );
}

function useTagList(): ListDefinition<TagRow> {
  const { t } = useTranslation('settings');
  return useMemo(
    () => ({
      entity: 'tag',
      extraData: ['usage'],
      sort: 'name',
      states: {},
      views: [{ id: 'all', label: t('section.tags'), query: '' }],
      columns: [
        {
          id: 'name',
          label: t('column.name'),
          width: 180,
          grows: true,
          field: 'predicate',
          cell: (row) => <TagName row={row} />,
        },
        ...usedIn.map((kind) => ({
          id: kind,
          label: t(`usage.${kind}`),
          width: 110,
          align: 'end' as const,
          cell: (row: TagRow) => usageOf(row)[kind] || '',
        })),
        {
          id: 'createdAt',
          label: t('column.firstUsed'),
          width: 110,
          align: 'end',
          field: '_createdAt',
          cell: ({ _createdAt }) => <Ago at={_createdAt} />,
        },
      ],
      titleOf: tagText,
    }),
    [t],
  );
}

function TagName({ row }: { readonly row: TagRow }) {
  return (
    <span className={listClasses.name}>
      <Swatch colour={row.colour} />
      <bdi className="sk-ellipsis">{tagText(row)}</bdi>
      <bdi className={listClasses.beside}>{row.description}</bdi>
    </span>
  );
}
