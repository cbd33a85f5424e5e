/** What can be done with a page: reading its history, moving it below its heading, deleting it. */
import { Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconHistory, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPage } from '../../../../contract/v1-types.ts';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { ConfirmDialog } from '../list/bulk/confirm-dialog.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import type { PageHeading, Shelf } from './page-data.ts';
import { placesAfterMove } from './page-order.ts';
import classes from './pages.module.css';
import { type PagePlaces, usePagesAddress } from './pages-address.ts';

interface ActsProps {
  readonly shelf: Shelf;
  readonly places: PagePlaces;
  readonly page: OutputPage;
  /** All pages of the shelf. */
  readonly pages: readonly PageHeading[];
  readonly mayWrite: boolean;
}

/** Moves the page below its heading; the places of all that follow are written one after the other. */
function useMove({ shelf, page, pages }: ActsProps) {
  const api = useApi();
  const refresh = useRefresh();
  const { attempt, refusal } = useAttempt();
  const move = (step: -1 | 1): Promise<boolean> =>
    attempt(async () => {
      for (const { id, order } of placesAfterMove(pages, page._id, step))
        await api.patch(`${shelf.path}/${id}`, { order });
      await refresh(['page']);
    });
  return { move, refusal };
}

/** The acts, as buttons and as keys. */
export function PageActs(props: ActsProps) {
  const { shelf, page, places, mayWrite, pages } = props;
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const { isHistory, showHistory } = usePagesAddress();
  const api = useApi();
  const refresh = useRefresh();
  const [deleting, setDeleting] = useState(false);
  const removal = useAttempt();
  const { move, refusal } = useMove(props);
  const remove = async (): Promise<void> => {
    if (!(await removal.attempt(() => api.remove(`${shelf.path}/${page._id}`)))) return;
    places.open(undefined);
    await refresh(['page', 'audit']);
  };
  const group = t('group');
  const canMove = (step: -1 | 1): boolean => placesAfterMove(pages, page._id, step).length > 0;
  const edge = (step: -1 | 1) => (canMove(step) ? {} : { blocked: t('move.edge') });
  const moveByKeys = (step: -1 | 1): void => {
    // In a text these keys move a line.
    if (!isWriting()) void move(step);
  };
  useActions([
    {
      id: 'pages.history',
      label: isHistory ? t('act.text') : t('act.history'),
      group,
      keys: 'h',
      perform: () => showHistory(!isHistory),
    },
    ...(mayWrite
      ? [
          {
            id: 'pages.up',
            label: t('act.up'),
            group,
            keys: 'Alt+ArrowUp',
            ...edge(-1),
            perform: () => moveByKeys(-1),
          },
          {
            id: 'pages.down',
            label: t('act.down'),
            group,
            keys: 'Alt+ArrowDown',
            ...edge(1),
            perform: () => moveByKeys(1),
          },
          { id: 'pages.delete', label: t('act.delete'), group, perform: () => setDeleting(true) },
        ]
      : []),
  ]);
  return (
    <div className={classes.acts}>
      <Button
        size="compact-sm"
        aria-pressed={isHistory}
        leftSection={<IconHistory size={14} stroke={1.6} aria-hidden="true" />}
        rightSection={<Keys keys="h" />}
        onClick={() => showHistory(!isHistory)}
      >
        {isHistory ? t('act.text') : t('act.history')}
      </Button>
      {mayWrite && (
        <PageMenu move={(step) => void move(step)} canMove={canMove} onDelete={() => setDeleting(true)} />
      )}
      <Refusal of={refusal ?? removal.refusal} />
      <ConfirmDialog
        opened={deleting}
        title={t('delete.title', { title: page.title })}
        reason={t('delete.reason')}
        act={word('action.delete')}
        onClose={() => setDeleting(false)}
        onConfirm={() => void remove()}
      />
    </div>
  );
}

function isWriting(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && (focused.isContentEditable || focused.matches('input, textarea'));
}

function PageMenu({
  move,
  canMove,
  onDelete,
}: {
  readonly move: (step: -1 | 1) => void;
  readonly canMove: (step: -1 | 1) => boolean;
  readonly onDelete: () => void;
}) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button size="compact-sm" aria-label={word('action.more')}>
          <IconDots size={16} stroke={1.6} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={14} stroke={1.6} aria-hidden="true" />}
          rightSection={<Keys keys="Alt+ArrowUp" />}
          disabled={!canMove(-1)}
          onClick={() => move(-1)}
        >
          {t('act.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={14} stroke={1.6} aria-hidden="true" />}
          rightSection={<Keys keys="Alt+ArrowDown" />}
          disabled={!canMove(1)}
          onClick={() => move(1)}
        >
          {t('act.down')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={14} stroke={1.6} aria-hidden="true" />} onClick={onDelete}>
          {t('act.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
