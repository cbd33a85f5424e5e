/** Choosing who sees several cases: everybody again, or named people with those who hold each case. */
import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useMe } from '../../../data/session.tsx';
import classes from '../../../parts/access/access.module.css';
import { PeoplePicker } from '../../../parts/access/people-picker.tsx';
import { Keys } from '../../../ui/keys.tsx';

/** What the dialog needs. */
export interface RestrictCasesProps {
  /** How many cases it is about. */
  readonly count: number;
  readonly onClose: () => void;
  /** The people that were named; undefined: everybody. */
  readonly onChoose: (people: readonly string[] | undefined) => void;
}

/** The dialog. */
export default function RestrictCasesDialog(props: RestrictCasesProps) {
  const { t } = useTranslation('sharing');
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={560}
      title={t('restrict.titleOfCases', { count: props.count })}
    >
      <Content {...props} />
    </Modal>
  );
}

function Content({ count, onClose, onChoose }: RestrictCasesProps) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const me = useMe()?.login;
  const fixed = me === undefined ? [] : [me];
  const [isNamed, setNamed] = useState(true);
  const [people, setPeople] = useState<readonly string[]>(fixed);
  const submit = (): void => {
    onClose();
    onChoose(isNamed ? people : undefined);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      <Radio.Group
        value={isNamed ? 'named' : 'everybody'}
        onChange={(value) => setNamed(value === 'named')}
        aria-label={t('restrict.titleOfCases', { count })}
      >
        <Radio
          value="everybody"
          label={t('restrict.everybody')}
          description={t('restrict.everybodyHint', { organisation })}
          mb={10}
        />
        <Radio value="named" label={t('restrict.named')} description={t('restrict.namedHint')} />
      </Radio.Group>
      {isNamed && (
        <PeoplePicker
          people={people}
          fixed={fixed}
          assignee={undefined}
          others
          refusal={undefined}
          onChange={setPeople}
        />
      )}
      <div className={classes.foot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button type="submit" variant="filled" rightSection={<Keys keys="$mod+Enter" />}>
          {isNamed ? t('restrict.do') : t('restrict.lift')}
        </Button>
      </div>
    </form>
  );
}
