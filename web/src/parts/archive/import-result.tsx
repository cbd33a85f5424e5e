/** What came of an imported archive: the case, and everything that was left out or replaced with its reason. */
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import classes from './archive.module.css';
import type { ImportedCase } from './import-data.ts';

/** Most things that are listed. */
const mostListed = 200;

/** The result. */
export function ImportResult({
  result,
  onClose,
}: {
  readonly result: ImportedCase;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  const { number, title } = result.case;
  const open = (): void =>
    void navigate({
      to: '/o/$organisation/cases/$number',
      params: { organisation, number: String(number) },
      search: {},
    });
  return (
    <div className={classes.form} data-testid="import-result">
      <p role="status" className={classes.done}>
        <IconCircleCheck size={16} stroke={1.6} aria-hidden="true" />
        {t('archive.made', { number })}
      </p>
      <p className={classes.hint}>
        <bdi>{title}</bdi>
        {', '}
        {t('archive.observables', { count: result.observables.length })}
        {', '}
        {t('archive.procedures', { count: result.procedures.length })}
      </p>
      <LeftOutList result={result} />
      <div className={classes.foot}>
        <Button onClick={onClose}>{word('action.close')}</Button>
        <Button variant="filled" data-autofocus onClick={open}>
          {t('archive.open', { number })}
        </Button>
      </div>
    </div>
  );
}

function LeftOutList({ result: { errors } }: { readonly result: ImportedCase }) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const kindOf = (kind: string): string =>
    word(`entity.${kind.toLowerCase()}` as 'entity.task', { count: 1, defaultValue: kind });
  const each = new Map(errors.map((one) => [JSON.stringify(one), one]));
  if (each.size === 0) return <p className={classes.hint}>{t('archive.complete')}</p>;
  return (
    <section>
      <h3 className={classes.heading}>{t('archive.leftOut', { count: each.size })}</h3>
      <ul className={classes.leftOut}>
        {[...each].slice(0, mostListed).map(([key, { kind, name, reason }]) => (
          <li key={key}>
            {kindOf(kind)} <b dir="auto">{name}</b>
            <br />
            <bdi className={classes.hint}>{reason}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
