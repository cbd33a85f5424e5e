/** The buttons of a case's header: add to it, run something, end it, and the rest in a menu; on a phone all of it in one menu. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDots, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { type CaseAct, useAddActs, useDeletion, useEnding, useFurtherActs, useRunActs } from './case-acts.ts';
import classes from './header.module.css';

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** The buttons. */
export function CaseActs() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const ending = useEnding();
  const further = useFurtherActs();
  const deletion = useDeletion();
  return (
    <span className={classes.acts}>
      <ActMenu label={t('add.label')} Icon={IconPlus} acts={useAddActs()} />
      <ActMenu label={t('run.label')} Icon={IconPlayerPlay} acts={useRunActs()} />
      {ending !== undefined && (
        <Button variant={detail.stage === 'Closed' ? 'default' : 'filled'} onClick={ending.perform}>
          {ending.label}
        </Button>
      )}
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon aria-label={word('action.more')} size={32}>
            <IconDots {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Items acts={further} />
          <Items acts={deletion === undefined ? [] : [deletion]} color="red" />
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

/** All acts in one menu, for a phone. */
export function CaseActsMenu() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const additions = useAddActs();
  const runs = useRunActs();
  const ending = useEnding();
  const further = useFurtherActs();
  const deletion = useDeletion();
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon aria-label={word('action.more')} size={44}>
          <IconDots size={20} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.phoneMenu}>
        {additions.length > 0 && <Menu.Label>{t('add.label')}</Menu.Label>}
        <Items acts={additions} />
        {additions.length > 0 && <Menu.Divider />}
        <Items acts={[...runs, ...(ending === undefined ? [] : [ending])]} />
        <Items acts={further} />
        <Items acts={deletion === undefined ? [] : [deletion]} color="red" />
      </Menu.Dropdown>
    </Menu>
  );
}

function ActMenu({
  label,
  Icon,
  acts,
}: {
  readonly label: string;
  readonly Icon: CaseAct['Icon'];
  readonly acts: readonly CaseAct[];
}) {
  if (acts.length === 0) return null;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button leftSection={<Icon {...icon} />} rightSection={<IconChevronDown size={14} stroke={1.6} />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Items acts={acts} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Items({ acts, color }: { readonly acts: readonly CaseAct[]; readonly color?: 'red' }) {
  return acts.map(({ id, label, keys, Icon, perform }) => (
    <Menu.Item
      key={id}
      {...(color === undefined ? {} : { color })}
      leftSection={<Icon {...icon} />}
      rightSection={keys === undefined ? null : <Keys keys={keys} />}
      onClick={perform}
    >
      {label}
    </Menu.Item>
  ));
}
