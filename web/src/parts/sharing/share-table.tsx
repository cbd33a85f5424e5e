/** Organisations and what each may do with a case. */
import { Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputShare } from '../../../../contract/v1-types.ts';
import { useApi } from '../../data/session.tsx';
import { Avatar } from '../person.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import type { CaseWork } from '../task/case-work.ts';
import { Moment } from '../time.tsx';
import { ShareDialog } from './share-dialog.tsx';
import classes from './sharing.module.css';
import { type Link, type ShareRule, useProfiles, useShareActs } from './sharing-data.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** What the table needs. */
export interface ShareTableProps {
  readonly case_: CaseWork;
  readonly shares: readonly OutputShare[];
  readonly links: readonly Link[];
  /** Whether the reader may share and owns the case. */
  readonly mayChange: boolean;
  readonly onShow: (organisation: string) => void;
}

/** The table. */
export function ShareTable(props: ShareTableProps) {
  const { case_, shares, links } = props;
  const { t } = useTranslation('tasks');
  const { organisation = '' } = useApi();
  const [asked, setAsked] = useState<Link>();
  const unshared = links.filter(
    (link) => !shares.some(({ organisationName }) => organisationName === link.organisation.name),
  );
  return (
    <>
      <div className={classes.tableBox}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('sharing.organisation')}</th>
              <th>{t('sharing.profile')}</th>
              <th>{t('sharing.tasks')}</th>
              <th>{t('sharing.observables')}</th>
              <th>{t('sharing.shared')}</th>
            </tr>
          </thead>
          <tbody>
            <OwnLine name={organisation} case_={case_} />
            {shares.map((share) => (
              <ShareLine
                key={share._id}
                {...props}
                share={share}
                link={links.find((link) => link.organisation.name === share.organisationName)}
              />
            ))}
            {props.mayChange &&
              unshared.map((link) => (
                <LinkLine key={link.organisation._id} link={link} onShare={() => setAsked(link)} />
              ))}
          </tbody>
        </table>
      </div>
      <ShareDialog case_={case_} link={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

function OrganisationName({ name, sub }: { readonly name: string; readonly sub: React.ReactNode }) {
  return (
    <span className={classes.organisation}>
      <Avatar login={name} name={name} />
      <span className={classes.names}>
        <bdi className={classes.name}>{name}</bdi>
        <span className={classes.quiet}>{sub}</span>
      </span>
    </span>
  );
}

function OwnLine({ name, case_ }: { readonly name: string; readonly case_: CaseWork }) {
  const { t } = useTranslation('tasks');
  const owner = case_.extraData?.isOwner === true;
  return (
    <tr>
      <td>
        <OrganisationName name={name} sub={owner ? t('sharing.owner') : t('sharing.ours')} />
      </td>
      <td>{owner ? t('sharing.all') : t('sharing.byShare')}</td>
      <td>{owner ? t('sharing.all') : t('sharing.byShare')}</td>
      <td>{owner ? t('sharing.all') : t('sharing.byShare')}</td>
      <td>
        <Switch checked disabled aria-label={t('sharing.sharedWith', { name })} />
      </td>
    </tr>
  );
}

function LinkLine({ link, onShare }: { readonly link: Link; readonly onShare: () => void }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const { name } = link.organisation;
  return (
    <tr>
      <td>
        <OrganisationName name={name} sub={t('sharing.linked', { type: link.linkType })} />
      </td>
      <td>{word('duration.none')}</td>
      <td>{word('duration.none')}</td>
      <td>{word('duration.none')}</td>
      <td>
        <Switch checked={false} aria-label={t('sharing.sharedWith', { name })} onChange={onShare} />
      </td>
    </tr>
  );
}

function ShareLine({
  share,
  shares,
  link,
  case_,
  mayChange,
  onShow,
}: ShareTableProps & { readonly share: OutputShare; readonly link: Link | undefined }) {
  const { t } = useTranslation('tasks');
  const acts = useShareActs(case_._id);
  const profiles = useProfiles();
  const { attempt, busy, refusal } = useAttempt();
  const [withdrawing, setWithdrawing] = useState(false);
  const { organisationName: name } = share;
  const change = (part: Partial<OutputShare>): void =>
    void attempt(() => acts.change(shares, { ...share, ...part }));
  const locked = !mayChange || share.owner;
  return (
    <tr>
      <td>
        <OrganisationName
          name={name}
          sub={
            <>
              {share.owner ? t('sharing.owner') : t('sharing.linked', { type: link?.linkType ?? '–' })}
              {', '}
              {t('sharing.since')} <Moment at={share._createdAt} />
            </>
          }
        />
        <button type="button" className={classes.show} onClick={() => onShow(name)}>
          {t('sharing.see', { name })}
        </button>
        <Refusal of={refusal} />
      </td>
      <td>
        {locked ? (
          share.profileName
        ) : (
          <Select
            size="xs"
            aria-label={t('sharing.profileOf', { name })}
            disabled={busy}
            allowDeselect={false}
            value={share.profileName}
            onChange={(profileName) => profileName !== null && change({ profileName })}
            data={profiles.map((profile) => profile.name)}
          />
        )}
      </td>
      <td>
        <RulePick
          label={t('sharing.tasksOf', { name })}
          rule={share.taskRule}
          onRule={locked ? undefined : (taskRule) => change({ taskRule })}
        />
      </td>
      <td>
        <RulePick
          label={t('sharing.observablesOf', { name })}
          rule={share.observableRule}
          onRule={locked ? undefined : (observableRule) => change({ observableRule })}
        />
      </td>
      <td>
        <Switch
          checked
          disabled={locked}
          aria-label={t('sharing.sharedWith', { name })}
          onChange={() => setWithdrawing(true)}
        />
        <WithdrawDialog
          case_={case_}
          organisation={name}
          opened={withdrawing}
          onClose={() => setWithdrawing(false)}
        />
      </td>
    </tr>
  );
}

/** A rule for what is added later; its words alone where it cannot be changed. */
export function RulePick({
  label,
  rule,
  onRule,
}: {
  readonly label: string;
  readonly rule: ShareRule;
  readonly onRule: ((rule: ShareRule) => void) | undefined;
}) {
  const { t } = useTranslation('tasks');
  if (onRule === undefined) return <>{t(`sharing.rule.${rule}`)}</>;
  return (
    <Select
      size="xs"
      aria-label={label}
      allowDeselect={false}
      value={rule}
      onChange={(chosen) => chosen !== null && onRule(chosen as ShareRule)}
      data={(['manual', 'autoShare'] as const).map((value) => ({ value, label: t(`sharing.rule.${value}`) }))}
    />
  );
}
