/** Choosing who holds a case, among the people who can see it. */
import { useTranslation } from 'react-i18next';
import type { OutputUser } from '../../../../../contract/v1-types.ts';
import { follow, get, page } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useMe } from '../../../data/session.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { Person } from '../../../parts/person.tsx';
import { PickDialog, type PickOption } from '../../../ui/pick-dialog.tsx';

/** Most people to choose from. */
const mostPeople = 500;
/** Stands for nobody; logins are never empty. */
const nobodyId = '';

/** The dialog. Gives the login, or null for nobody. */
export function AssignDialog({
  opened,
  onClose,
  onPick,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onPick: (login: string | null) => void;
}) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const me = useMe()?.login;
  const { data = [] } = usePipeline<readonly OutputUser[]>(
    'assignable',
    [get('case', detail._id), follow('assignableUsers'), page(0, mostPeople)],
    { entities: ['user', 'share'] },
    { enabled: opened },
  );
  const people = data
    .filter(({ locked }) => !locked)
    .toSorted((one, other) => Number(other.login === me) - Number(one.login === me));
  const options: readonly PickOption[] = [
    ...people.map(({ login, name }) => ({
      id: login,
      label: `${name} ${login}`,
      content: <Person login={login} />,
    })),
    ...(detail.assignee === undefined ? [] : [{ id: nobodyId, label: word('nobody') }]),
  ];
  return (
    <PickDialog
      title={t('assign.title')}
      searchLabel={t('assign.search')}
      noneLabel={t('assign.none')}
      options={options}
      opened={opened}
      onClose={onClose}
      onPick={(id) => onPick(id === nobodyId ? null : id)}
    />
  );
}
