/** Sharing a case: with which rights, what goes along, and what its TLP says about that. */
import { Button, Checkbox, Modal, Select } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../ui/keys.tsx';
import { TlpBadge } from '../badges.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import type { CaseWork } from '../task/case-work.ts';
import { tlpCaution } from './rights.ts';
import classes from './sharing.module.css';
import { type Link, type ShareRule, useProfiles, useSeenBy, useShareActs } from './sharing-data.ts';

/** The dialog; open while there is an organisation to share with. */
export function ShareDialog({
  case_,
  link,
  onClose,
}: {
  readonly case_: CaseWork;
  readonly link: Link | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  return (
    <Modal
      opened={link !== undefined}
      onClose={onClose}
      title={t('sharing.shareTitle', { name: link?.organisation.name ?? '' })}
    >
      {link !== undefined && <ShareForm case_={case_} name={link.organisation.name} onClose={onClose} />}
    </Modal>
  );
}

function ShareForm({
  case_,
  name,
  onClose,
}: {
  readonly case_: CaseWork;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const acts = useShareActs(case_._id);
  const profiles = useProfiles();
  const { attempt, busy, refusal } = useAttempt();
  const [profile, setProfile] = useState('analyst');
  const [along, setAlong] = useState(false);
  const [later, setLater] = useState(false);
  const [sure, setSure] = useState(false);
  const caution = tlpCaution(case_.tlp);
  const ready = caution !== 'against' || sure;
  const share = async (): Promise<void> => {
    if (!ready || busy) return;
    const rule: ShareRule = later ? 'autoShare' : 'manual';
    const done = await attempt(() =>
      acts.share({ organisation: name, profile, share: along, taskRule: rule, observableRule: rule }),
    );
    if (done) onClose();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void share();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void share();
      }}
    >
      <Select
        label={t('sharing.profile')}
        description={t('sharing.profileHint')}
        allowDeselect={false}
        value={profile}
        onChange={(chosen) => chosen !== null && setProfile(chosen)}
        data={profiles.map((one) => one.name)}
        data-autofocus
      />
      <Checkbox
        label={t('sharing.along')}
        checked={along}
        onChange={({ currentTarget }) => setAlong(currentTarget.checked)}
      />
      <Checkbox
        label={t('sharing.later')}
        checked={later}
        onChange={({ currentTarget }) => setLater(currentTarget.checked)}
      />
      <WouldGo caseId={case_._id} name={name} along={along} />
      {caution !== 'none' && (
        <div className={classes.caution} data-caution={caution} role="note">
          <IconAlertTriangle size={18} stroke={1.6} aria-hidden="true" />
          <div>
            <TlpBadge tlp={case_.tlp} />
            <p>{t(`sharing.caution.${caution}`, { name })}</p>
            {caution === 'against' && (
              <Checkbox
                label={t('sharing.sure')}
                checked={sure}
                onChange={({ currentTarget }) => setSure(currentTarget.checked)}
              />
            )}
          </div>
        </div>
      )}
      <Refusal of={refusal} />
      <div className={classes.foot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={!ready}
          rightSection={<Keys keys="$mod+Enter" />}
        >
          {t('sharing.share')}
        </Button>
      </div>
    </form>
  );
}

function WouldGo({
  caseId,
  name,
  along,
}: {
  readonly caseId: string;
  readonly name: string;
  readonly along: boolean;
}) {
  const { t } = useTranslation('tasks');
  const seen = useSeenBy(caseId, name);
  if (seen === undefined) return null;
  const tasks = seen.tasks.length + seen.tasksWithheld.length;
  const observables = seen.observables.length + seen.observablesWithheld.length;
  const red = seen.observablesWithheld.filter(({ tlp }) => tlp >= 3).length;
  return (
    <dl className={classes.pairs}>
      <dt>{t('sharing.wouldGo')}</dt>
      <dd>
        {t('sharing.caseItself')}, {t('merge.tasks', { count: along ? tasks : 0 })},{' '}
        {t('merge.observables', { count: along ? observables : 0 })}
      </dd>
      {along && red > 0 && (
        <>
          <dt>{t('sharing.among')}</dt>
          <dd className={classes.red}>{t('sharing.strict', { count: red })}</dd>
        </>
      )}
    </dl>
  );
}
