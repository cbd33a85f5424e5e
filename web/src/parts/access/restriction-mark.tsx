/** Says in the head of a case that it is kept to some people, and to whom; who may change that gets to it here. */
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../case/case-context.tsx';
import { usePeople } from '../person.tsx';
import classes from './access.module.css';
import { peopleKeptTo } from './access.ts';

/** The mark; nothing for a case that is kept to nobody. */
export function RestrictionMark({ onChange }: { readonly onChange: (() => void) | undefined }) {
  const { t } = useTranslation('sharing');
  const { detail } = useCase();
  const known = usePeople();
  const people = peopleKeptTo(detail.access);
  if (people === undefined) return null;
  const names = people.map((login) => known.get(login)?.name ?? login).join(', ');
  const content = (
    <>
      <IconLock size={14} stroke={1.8} aria-hidden="true" />
      {t('restrict.mark', { count: people.length })}
    </>
  );
  const title = t('restrict.markHint', { names });
  if (onChange === undefined)
    return (
      <span className={classes.mark} title={title}>
        {content}
      </span>
    );
  return (
    <button type="button" className={classes.mark} title={title} aria-haspopup="dialog" onClick={onChange}>
      {content}
    </button>
  );
}

/** Whether the reader may change who sees the case of the page: with the right, and in the organisation that owns it. */
export function useMayRestrict(): boolean {
  const { detail, may } = useCase();
  return may('manageCaseAccess/restrict') && detail.extraData.isOwner;
}
