/** Keeping a case to named people, or letting everybody see it again; with what the others see afterwards. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../data/session.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { useCase } from '../case/case-context.tsx';
import { useFieldErrors } from '../error-text.ts';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import { peopleKeptTo } from './access.ts';
import { useAccessActs } from './access-data.ts';
import { AccessForm } from './access-form.tsx';
import { AccessPreview } from './access-preview.tsx';
import { PeoplePicker } from './people-picker.tsx';

/** The dialog. */
export default function RestrictDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const { detail } = useCase();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={560}
      title={t('restrict.title', { number: detail.number })}
    >
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('sharing');
  const { detail } = useCase();
  const choice = useChoice();
  const { busy, refusal, submit, faults } = useSubmit(choice, onClose);
  const { isNamed } = choice;
  return (
    <AccessForm
      title={t('restrict.title', { number: detail.number })}
      isNamed={isNamed}
      onNamed={choice.setNamed}
      people={
        <PeoplePicker
          people={choice.people}
          fixed={choice.fixed}
          assignee={detail.assignee}
          others={detail.extraData.shareCount > 0}
          refusal={faults['access.users']}
          onChange={choice.setPeople}
        />
      }
      busy={busy}
      ready={choice.isChanged}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <AccessPreview caseId={detail._id} before={choice.before} after={isNamed ? choice.people : undefined} />
      {faults['access.users'] === undefined && <Refusal of={refusal} />}
    </AccessForm>
  );
}

interface Choice {
  readonly before: readonly string[] | undefined;
  readonly isNamed: boolean;
  readonly people: readonly string[];
  readonly fixed: readonly string[];
  readonly isChanged: boolean;
  readonly setNamed: (named: boolean) => void;
  readonly setPeople: (people: readonly string[]) => void;
}

/** Who is chosen. It begins with restricting: whoever opens this for an open case wants that. */
function useChoice(): Choice {
  const { detail } = useCase();
  const me = useMe()?.login;
  const before = peopleKeptTo(detail.access);
  const fixed = [...new Set([me, detail.assignee].flatMap((login) => login ?? []))];
  const [isNamed, setNamed] = useState(true);
  const [added, setAdded] = useState<readonly string[]>(before ?? []);
  const people = [...new Set([...fixed, ...added])];
  const isSame = before !== undefined && people.toSorted().join() === before.toSorted().join();
  return {
    before,
    isNamed,
    people,
    fixed,
    isChanged: isNamed ? !isSame : before !== undefined,
    setNamed,
    setPeople: setAdded,
  };
}

function useSubmit({ before, isNamed, people, isChanged }: Choice, onClose: () => void) {
  const { t } = useTranslation('sharing');
  const { detail } = useCase();
  const { restrict } = useAccessActs(detail._id);
  const { offer } = useUndo();
  const { attempt, busy, refusal } = useAttempt();
  const faults = useFieldErrors()(refusal);
  const submit = async (): Promise<void> => {
    if (busy || !isChanged) return;
    if (!(await attempt(() => restrict(isNamed ? people : undefined)))) return;
    onClose();
    const { number } = detail;
    offer({
      label: isNamed ? t('restrict.done', { number }) : t('restrict.lifted', { number }),
      undo: () => restrict(before),
    });
  };
  return { submit, busy, refusal, faults };
}
