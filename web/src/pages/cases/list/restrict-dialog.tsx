/** Choosing who sees several cases: everybody again, or named people with those who hold each case. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../data/session.tsx';
import { AccessForm } from '../../../parts/access/access-form.tsx';
import { PeoplePicker } from '../../../parts/access/people-picker.tsx';

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
  const me = useMe()?.login;
  const fixed = me === undefined ? [] : [me];
  const [isNamed, setNamed] = useState(true);
  const [people, setPeople] = useState<readonly string[]>(fixed);
  return (
    <AccessForm
      title={t('restrict.titleOfCases', { count })}
      isNamed={isNamed}
      onNamed={setNamed}
      people={
        <PeoplePicker
          people={people}
          fixed={fixed}
          assignee={undefined}
          others
          refusal={undefined}
          onChange={setPeople}
        />
      }
      ready
      onSubmit={() => {
        onClose();
        onChoose(isNamed ? people : undefined);
      }}
      onClose={onClose}
    />
  );
}
