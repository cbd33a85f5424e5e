/** The organisation one works in, with one's profile there, and the way to one's others. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi, useMe } from '../../data/session.tsx';
import { Logo } from './logo.tsx';
import classes from './organisation-switch.module.css';

/** A menu when there is a choice, else just the name. */
export function OrganisationSwitch() {
  const { t } = useTranslation('shell');
  const organisation = useApi().organisation ?? '';
  const me = useMe();
  const memberships = me?.organisations ?? [];
  const name = (
    <>
      <Logo />
      <span className={classes.words}>
        <bdi className={classes.name}>{organisation}</bdi>
        <span className={classes.profile}>{me?.profile}</span>
      </span>
    </>
  );
  if (memberships.length < 2) return <div className={classes.place}>{name}</div>;
  return (
    <Menu width={240} withinPortal={false} floatingStrategy="fixed">
      <Menu.Target>
        <UnstyledButton className={classes.place}>
          <span className="sk-hidden">{t('organisation.switch')}: </span>
          {name}
          <IconSelector className={classes.selector} size={16} stroke={1.6} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('organisation.label')}</Menu.Label>
        {memberships.map((membership) => (
          <Menu.Item
            key={membership.organisationId}
            component={Link}
            classNames={{ itemLabel: classes.words ?? '' }}
            to={`/o/${encodeURIComponent(membership.organisation)}`}
            rightSection={
              membership.organisation === organisation ? <IconCheck size={16} stroke={1.6} /> : undefined
            }
          >
            <bdi className={classes.name}>{membership.organisation}</bdi>
            <span className={classes.profile}>{membership.profile}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
