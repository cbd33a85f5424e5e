/** What can be done with a case, as lists that buttons, menus and the palette share: add to it, run something, end it, and the rest. */
import { notifications } from '@mantine/notifications';
import {
  type Icon,
  IconBolt,
  IconCircleCheck,
  IconFlag,
  IconLink,
  IconListCheck,
  IconPaperclip,
  IconRotateClockwise,
  IconTarget,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addToDraft } from '../../../data/drafts.ts';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useCaseChange } from '../../../parts/case/use-case-change.ts';
import { addDraft } from '../../../parts/observable/add-data.ts';
import { useActions } from '../../../ui/actions.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import { useSeldomActs } from './seldom-acts.ts';

/** One act. */
export interface CaseAct {
  readonly id: string;
  readonly label: string;
  readonly Icon: Icon;
  readonly keys?: string;
  readonly perform: () => void;
}

/** Acts that add something. */
export function useAddActs(): readonly CaseAct[] {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { openSection, organisation } = useCaseAddress();
  const group = t('group');
  const task: CaseAct = {
    id: 'case.add-task',
    label: t('add.task'),
    keys: 'Shift+T',
    Icon: IconListCheck,
    perform: () => openSection('tasks', { new: 'task' }),
  };
  const observable = {
    id: 'case.add-observable',
    label: t('add.observable'),
    keys: 'Shift+O',
    Icon: IconTarget,
    perform: () => openSection('observables', { new: 'observable' }),
    performWith(lines: string) {
      addToDraft(organisation, addDraft({ on: 'case', id: detail._id }), lines);
      openSection('observables', { new: 'observable' });
    },
  };
  const file: CaseAct = {
    id: 'case.add-file',
    label: t('add.file'),
    Icon: IconPaperclip,
    perform: () => openSection('files', { new: 'file' }),
  };
  const acts = [
    ...(may('manageTask') ? [task] : []),
    ...(may('manageObservable') ? [observable] : []),
    ...(may('manageCase/update') ? [file] : []),
  ];
  useActions(
    acts.map(({ Icon: _, ...act }) => ({ ...act, label: t('add.named', { label: act.label }), group })),
  );
  return acts;
}

/** Acts that run something. */
export function useRunActs(): readonly CaseAct[] {
  const { t } = useTranslation('cases');
  const { may } = useCase();
  const { openDialog } = useCaseAddress();
  const group = t('group');
  const respond: CaseAct = {
    id: 'case.respond',
    label: t('run.responder'),
    keys: 'f',
    Icon: IconBolt,
    perform: () => openDialog('respond'),
  };
  const acts = may('manageAction') ? [respond] : [];
  useActions(acts.map(({ Icon: _, ...act }) => ({ ...act, group })));
  return acts;
}

/** Closing, or reopening what is closed; none for who may not. */
export function useEnding(): CaseAct | undefined {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { openDialog } = useCaseAddress();
  const closed = detail.stage === 'Closed';
  const ending: CaseAct = {
    id: 'case.end',
    label: t(closed ? 'act.reopen' : 'act.close'),
    keys: 'Shift+X',
    Icon: closed ? IconRotateClockwise : IconCircleCheck,
    perform: () => openDialog(closed ? 'reopen' : 'close'),
  };
  const mayEnd = may(closed ? 'manageCase/reopen' : 'manageCase/update');
  const { Icon: _, ...act } = ending;
  useActions(mayEnd ? [{ ...act, group: t('group') }] : []);
  return mayEnd ? ending : undefined;
}

/** What few need every day. */
export function useFurtherActs(): readonly CaseAct[] {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { change } = useCaseChange();
  const { flag } = detail;
  const seldom = useSeldomActs();
  const group = t('group');
  const flagging: CaseAct = {
    id: 'case.flag',
    label: t(flag ? 'act.unflag' : 'act.flag'),
    Icon: IconFlag,
    perform: () => void change({ flag: !flag }, t(flag ? 'done.unflagged' : 'done.flagged')),
  };
  const copying: CaseAct = {
    id: 'case.copy',
    label: t('act.copyLink'),
    keys: 'y l',
    Icon: IconLink,
    perform: () =>
      void navigator.clipboard
        .writeText(`${location.origin}${location.pathname}`)
        .then(() => notifications.show({ message: t('done.copied') })),
  };
  const own = [...(may('manageCase/update') ? [flagging] : []), copying];
  useActions(own.map(({ Icon: _, ...act }) => ({ ...act, group })));
  return [...own, ...seldom];
}

/** Deleting; none for who may not. */
export function useDeletion(): CaseAct | undefined {
  const { t } = useTranslation('cases');
  const { may } = useCase();
  const { openDialog } = useCaseAddress();
  const label = t('act.delete');
  const perform = (): void => openDialog('delete');
  const mayDelete = may('manageCase/delete');
  useActions(mayDelete ? [{ id: 'case.delete', label, group: t('group'), perform }] : []);
  return mayDelete ? { id: 'case.delete', label, Icon: IconTrash, perform } : undefined;
}
