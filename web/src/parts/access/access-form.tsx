/** The form in which people choose who sees a case, or several: everybody in its organisations, or named people. */
import { Button, Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { Keys } from '../../ui/keys.tsx';
import classes from './access.module.css';

/** What the form needs. */
export interface AccessFormProps {
  /** What it is about, for screen readers. */
  readonly title: string;
  readonly isNamed: boolean;
  readonly onNamed: (isNamed: boolean) => void;
  /** Where the people are chosen, while they are to be named. */
  readonly people: ReactNode;
  /** What follows from it, or why it was refused. */
  readonly children?: ReactNode;
  readonly busy?: boolean;
  readonly ready: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** The form. */
export function AccessForm({ title, isNamed, onNamed, people, children, ...sending }: AccessFormProps) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        sending.onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) sending.onSubmit();
      }}
    >
      <Radio.Group
        value={isNamed ? 'named' : 'everybody'}
        onChange={(value) => onNamed(value === 'named')}
        aria-label={title}
      >
        <Radio
          value="everybody"
          label={t('restrict.everybody')}
          description={t('restrict.everybodyHint', { organisation })}
          mb={10}
        />
        <Radio value="named" label={t('restrict.named')} description={t('restrict.namedHint')} />
      </Radio.Group>
      {isNamed && people}
      {children}
      <div className={classes.foot}>
        <Button onClick={sending.onClose}>{word('action.cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={sending.busy ?? false}
          disabled={!sending.ready}
          rightSection={<Keys keys="$mod+Enter" />}
        >
          {isNamed ? t('restrict.do') : t('restrict.lift')}
        </Button>
      </div>
    </form>
  );
}
