/** What can be done with a case: add to it, run something, close or reopen it, and the rest in a menu. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconBolt,
  IconChevronDown,
  IconDots,
  IconFlag,
  IconLink,
  IconListCheck,
  IconPaperclip,
  IconPlayerPlay,
  IconPlus,
  IconTarget,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addToDraft } from '../../../data/drafts.ts';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useCaseChange } from '../../../parts/case/use-case-change.ts';
import { addDraft } from '../../../parts/observable/add-data.ts';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import classes from './header.module.css';
import { useSeldomActs } from './seldom-acts.ts';

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** The buttons. */
export function CaseActs() {
  return (
    <span className={classes.acts}>
      <AddMenu />
      <RunMenu />
      <Ending />
      <MoreMenu />
    </span>
  );
}

function AddMenu() {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { openSection, organisation } = useCaseAddress();
  const group = t('group');
  const addValues = (lines: string): void => {
    addToDraft(organisation, addDraft({ on: 'case', id: detail._id }), lines);
    openSection('observables', { new: 'observable' });
  };
  const acts = [
    ...(may('manageTask')
      ? [
          {
            id: 'case.add-task',
            label: t('add.task'),
            keys: 'Shift+T',
            Icon: IconListCheck,
            perform: () => openSection('tasks', { new: 'task' }),
          },
        ]
      : []),
    ...(may('manageObservable')
      ? [
          {
            id: 'case.add-observable',
            label: t('add.observable'),
            keys: 'Shift+O',
            Icon: IconTarget,
            perform: () => openSection('observables', { new: 'observable' }),
            performWith: addValues,
          },
        ]
      : []),
    ...(may('manageCase/update')
      ? [
          {
            id: 'case.add-file',
            label: t('add.file'),
            Icon: IconPaperclip,
            perform: () => openSection('files', { new: 'file' }),
          },
        ]
      : []),
  ];
  useActions(
    acts.map(({ id, label, keys, perform, performWith }) => ({
      id,
      label: t('add.named', { label }),
      group,
      perform,
      ...(keys === undefined ? {} : { keys }),
      ...(performWith === undefined ? {} : { performWith }),
    })),
  );
  if (acts.length === 0) return null;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button
          leftSection={<IconPlus {...icon} />}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
        >
          {t('add.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ id, label, keys, Icon, perform }) => (
          <Menu.Item
            key={id}
            leftSection={<Icon {...icon} />}
            rightSection={keys === undefined ? null : <Keys keys={keys} />}
            onClick={perform}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function RunMenu() {
  const { t } = useTranslation('cases');
  const { may } = useCase();
  const { openDialog } = useCaseAddress();
  const mayRun = may('manageAction');
  const respond = (): void => openDialog('respond');
  useActions(
    mayRun
      ? [{ id: 'case.respond', label: t('run.responder'), group: t('group'), keys: 'f', perform: respond }]
      : [],
  );
  if (!mayRun) return null;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button
          leftSection={<IconPlayerPlay {...icon} />}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
        >
          {t('run.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconBolt {...icon} />} rightSection={<Keys keys="f" />} onClick={respond}>
          {t('run.responder')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Closing, or reopening what is closed. */
function Ending() {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { openDialog } = useCaseAddress();
  const closed = detail.stage === 'Closed';
  const mayEnd = may(closed ? 'manageCase/reopen' : 'manageCase/update');
  const label = closed ? t('act.reopen') : t('act.close');
  const perform = (): void => openDialog(closed ? 'reopen' : 'close');
  useActions(mayEnd ? [{ id: 'case.end', label, group: t('group'), keys: 'Shift+X', perform }] : []);
  if (!mayEnd) return null;
  return (
    <Button variant={closed ? 'default' : 'filled'} onClick={perform}>
      {label}
    </Button>
  );
}

function MoreMenu() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail, may } = useCase();
  const { openDialog } = useCaseAddress();
  const { change } = useCaseChange();
  const { flag } = detail;
  const toggle = (): void => void change({ flag: !flag }, t(flag ? 'done.unflagged' : 'done.flagged'));
  const copy = (): void =>
    void navigator.clipboard
      .writeText(`${location.origin}${location.pathname}`)
      .then(() => notifications.show({ message: t('done.copied') }));
  const mayUpdate = may('manageCase/update');
  const mayDelete = may('manageCase/delete');
  const seldom = useSeldomActs();
  const group = t('group');
  useActions([
    { id: 'case.copy', label: t('act.copyLink'), group, keys: 'y l', perform: copy },
    ...(mayUpdate
      ? [{ id: 'case.flag', label: t(flag ? 'act.unflag' : 'act.flag'), group, perform: toggle }]
      : []),
    ...(mayDelete
      ? [{ id: 'case.delete', label: t('act.delete'), group, perform: () => openDialog('delete') }]
      : []),
  ]);
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label={word('action.more')} size={32}>
          <IconDots {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayUpdate && (
          <Menu.Item leftSection={<IconFlag {...icon} />} onClick={toggle}>
            {t(flag ? 'act.unflag' : 'act.flag')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLink {...icon} />} rightSection={<Keys keys="y l" />} onClick={copy}>
          {t('act.copyLink')}
        </Menu.Item>
        {seldom.map(({ dialog, label, Icon, perform }) => (
          <Menu.Item key={dialog} leftSection={<Icon {...icon} />} onClick={perform}>
            {label}
          </Menu.Item>
        ))}
        {mayDelete && (
          <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => openDialog('delete')}>
            {t('act.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
