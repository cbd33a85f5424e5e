/** Somebody else who has an alert open, in the head of its preview. */
import { useTranslation } from 'react-i18next';
import { Avatar, usePeople } from '../../../parts/person.tsx';
import classes from './alert-cells.module.css';
import { useAlertFacts } from './alert-facts.tsx';

/** `Omar is looking`; nothing when nobody does. */
export function LookingMark({ id }: { readonly id: string }) {
  const { t } = useTranslation('lists');
  const people = usePeople();
  const { looking } = useAlertFacts(id);
  if (looking === undefined) return null;
  const name = people.get(looking)?.name ?? looking;
  return (
    <span className={classes.looking} data-testid="presence" role="status">
      <Avatar login={looking} name={name} />
      <bdi>{t('cell.looking', { name: name.split(' ')[0] ?? name })}</bdi>
    </span>
  );
}
