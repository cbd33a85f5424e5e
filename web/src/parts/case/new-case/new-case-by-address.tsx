/** The dialog for a new case, opened by the address of the list of cases: `?new=case`. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../../data/session.tsx';
import { NewCaseDialog } from './new-case-dialog.tsx';

/** The dialog; closed for who may not make cases. */
export function NewCaseByAddress() {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const mayCreate = useMay('manageCase/create');
  const close = (): void =>
    void navigate({
      to: '.',
      search: (before: Readonly<Record<string, string | undefined>>) =>
        ({ ...before, new: undefined }) as Record<string, string | undefined> as Record<string, string>,
      replace: true,
    });
  return <NewCaseDialog opened={search.new === 'case' && mayCreate} onClose={close} />;
}
