/** Importing a case on the list of cases: by its address, `?new=archive`, or by an archive that is dropped anywhere on the page. */
import { IconArchive } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import classes from './archive.module.css';
import { useFileDrop } from './use-file-drop.ts';

const ImportDialog = lazy(() => import('./import-dialog.tsx'));

type Values = Readonly<Record<string, string | undefined>>;

/** Opens and closes the dialog by the address. */
export function useImportAddress(): { readonly opened: boolean; readonly show: (opened: boolean) => void } {
  const search = useSearch({ strict: false }) as Values;
  const navigate = useNavigate();
  const show = useCallback(
    (opened: boolean): void =>
      void navigate({
        to: '.',
        search: (before: Values) =>
          ({ ...before, new: opened ? 'archive' : undefined }) as Record<string, string>,
        replace: true,
      }),
    [navigate],
  );
  return { opened: search.new === 'archive', show };
}

/** The dialog, and the place to drop at; nothing for who may not make cases. */
export function ImportByAddress() {
  return useMay('manageCase/create') ? <Import /> : null;
}

function Import() {
  const { t } = useTranslation('sharing');
  const { t: ofLists } = useTranslation('lists');
  const { opened, show } = useImportAddress();
  const [dropped, setDropped] = useState<File>();
  const over = useFileDrop(
    useCallback(
      (file: File) => {
        setDropped(file);
        show(true);
      },
      [show],
    ),
    !opened,
  );
  useActions([
    {
      id: 'cases.import',
      label: t('archive.import'),
      group: ofLists('cases.title'),
      perform: () => show(true),
    },
  ]);
  const close = (): void => {
    setDropped(undefined);
    show(false);
  };
  return (
    <>
      {over && (
        <div className={classes.over} role="status">
          <IconArchive size={20} stroke={1.6} aria-hidden="true" />
          {t('archive.drop')}
        </div>
      )}
      {opened && (
        <Suspense fallback={null}>
          <ImportDialog dropped={dropped} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
