/** The people who see a restricted case: those who always do, those who were named, and a field to name more. */
import { CloseButton, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../data/session.tsx';
import { Person, useNames, usePeople } from '../person.tsx';
import classes from './access.module.css';

/** What the picker needs. */
export interface PeoplePickerProps {
  readonly people: readonly string[];
  /** Logins that cannot be taken away. */
  readonly fixed: readonly string[];
  readonly assignee: string | undefined;
  /** Whether people of other organisations can be named, by their logins. */
  readonly others: boolean;
  readonly refusal: string | undefined;
  readonly onChange: (people: readonly string[]) => void;
}

/** The picker. */
export function PeoplePicker(props: PeoplePickerProps) {
  const { people, fixed, assignee, onChange, refusal } = props;
  const { t } = useTranslation('sharing');
  const me = useMe()?.login;
  return (
    <div>
      <p className={classes.label}>{t('restrict.people')}</p>
      <ul className={classes.people} aria-label={t('restrict.people')}>
        {people.map((login) => (
          <li key={login} className={classes.person}>
            <Person login={login} />
            <span className={classes.end}>
              {login === me && <span className={classes.chip}>{t('restrict.you')}</span>}
              {login === assignee && <span className={classes.chip}>{t('restrict.assignee')}</span>}
              {!fixed.includes(login) && (
                <Removal login={login} onRemove={() => onChange(people.filter((one) => one !== login))} />
              )}
            </span>
          </li>
        ))}
      </ul>
      <NextPerson {...props} />
      {refusal !== undefined && (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      )}
      <p className={classes.hint}>{t('restrict.fixed')}</p>
    </div>
  );
}

function Removal({ login, onRemove }: { readonly login: string; readonly onRemove: () => void }) {
  const { t } = useTranslation('sharing');
  const name = useNames()(login);
  return <CloseButton size={24} aria-label={t('restrict.remove', { name })} onClick={onRemove} />;
}

function NextPerson({ people, others, onChange }: PeoplePickerProps) {
  const { t } = useTranslation('sharing');
  const known = usePeople();
  const [words, setWords] = useState('');
  const written = words.trim().toLowerCase();
  const isLogin = others && /^[^\s@]+@[^\s@]+$/.test(written) && !known.has(written);
  const waiting = [...known.values()].filter(({ login, locked }) => !locked && !people.includes(login));
  const data = [
    ...waiting.map(({ login, name }) => ({ value: login, label: `${name} (${login})` })),
    ...(isLogin && !people.includes(written)
      ? [{ value: written, label: t('restrict.addLogin', { login: written }) }]
      : []),
  ];
  return (
    <Select
      aria-label={t('restrict.add')}
      placeholder={t(others ? 'restrict.addHint' : 'restrict.add')}
      searchable
      openOnFocus={false}
      data-autofocus
      value={null}
      searchValue={words}
      onSearchChange={setWords}
      data={data}
      nothingFoundMessage={t('restrict.noneFound')}
      maxDropdownHeight={240}
      onChange={(login) => {
        if (login === null) return;
        onChange([...people, login]);
        setWords('');
      }}
    />
  );
}
