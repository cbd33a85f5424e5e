/** Giving a case to another organisation: to whom, what one's own keeps, and who sees what afterwards. */
import { Button, Checkbox, Modal, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { useCase } from '../case/case-context.tsx';
import { useErrorText } from '../error-text.ts';
import { RulePick } from '../sharing/share-table.tsx';
import { type ShareRule, useLinks, useProfiles } from '../sharing/sharing-data.ts';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import classes from './access.module.css';
import { useAccessActs } from './access-data.ts';
import { OwnerPreview } from './owner-preview.tsx';

/** Stands for keeping nothing; profiles always have a name. */
const nothing = '';

/** The dialog. */
export default function OwnerDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const { detail } = useCase();
  return (
    <Modal opened={opened} onClose={onClose} size={600} title={t('owner.title', { number: detail.number })}>
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { organisation = '' } = useApi();
  const { data, error, refetch } = useLinks();
  if (error !== null)
    return <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={4} label={word('loading')} />;
  const names = data.flatMap(({ organisation: { name, locked } }) => (locked ? [] : [name]));
  if (names.length === 0)
    return <Message title={t('owner.noLinks')}>{t('owner.noLinksReason', { organisation })}</Message>;
  return <Handover names={names} onClose={onClose} />;
}

function Handover({ names, onClose }: { readonly names: readonly string[]; readonly onClose: () => void }) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const profiles = useProfiles();
  const [to, setTo] = useState(names[0] ?? '');
  const [keep, setKeep] = useState('read-only');
  const [taskRule, setTaskRule] = useState<ShareRule>('manual');
  const [observableRule, setObservableRule] = useState<ShareRule>('manual');
  const [sure, setSure] = useState(false);
  const kept = profiles.some(({ name }) => name === keep) ? keep : nothing;
  const { give, busy, refusal } = useGiving(onClose);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const keepProfile = kept === nothing ? {} : { keepProfile: kept };
        if (sure && !busy) void give({ organisation: to, ...keepProfile, taskRule, observableRule });
      }}
    >
      <Select
        label={t('owner.to')}
        description={t('owner.toHint', { organisation })}
        allowDeselect={false}
        searchable
        value={to}
        onChange={(chosen) => chosen !== null && setTo(chosen)}
        data={[...names]}
        data-autofocus
      />
      <Select
        label={t('owner.keep', { organisation })}
        allowDeselect={false}
        value={kept}
        onChange={(chosen) => chosen !== null && setKeep(chosen)}
        data={[
          { value: nothing, label: t('owner.keepNothing') },
          ...profiles.map(({ name }) => ({ value: name, label: t('owner.keepAs', { profile: name }) })),
        ]}
      />
      <Rule label={t('owner.tasks')} rule={taskRule} onRule={setTaskRule} />
      <Rule label={t('owner.observables')} rule={observableRule} onRule={setObservableRule} />
      <OwnerPreview to={to} kept={kept === nothing ? undefined : kept} />
      <Checkbox
        label={t('owner.sure', { organisation: to })}
        checked={sure}
        onChange={({ currentTarget }) => setSure(currentTarget.checked)}
      />
      <Refusal of={refusal} />
      <div className={classes.foot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button type="submit" variant="filled" color="red" loading={busy} disabled={!sure}>
          {t('owner.do')}
        </Button>
      </div>
    </form>
  );
}

function Rule({
  label,
  rule,
  onRule,
}: {
  readonly label: string;
  readonly rule: ShareRule;
  readonly onRule: (rule: ShareRule) => void;
}) {
  return (
    <div className={classes.rule}>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      <RulePick label={label} rule={rule} onRule={onRule} />
    </div>
  );
}

/** Gives the case away. Who keeps nothing of it is led back to the list. */
function useGiving(onClose: () => void) {
  const { t } = useTranslation('sharing');
  const { detail } = useCase();
  const { organisation: own = '' } = useApi();
  const navigate = useNavigate();
  const { giveAway } = useAccessActs(detail._id);
  const { attempt, busy, refusal } = useAttempt();
  const give = async (handover: Parameters<typeof giveAway>[0]): Promise<void> => {
    if (!(await attempt(() => giveAway(handover)))) return;
    const { number } = detail;
    notifications.show({ message: t('owner.done', { number, organisation: handover.organisation }) });
    if (handover.keepProfile !== undefined) onClose();
    else await navigate({ to: '/o/$organisation/cases', params: { organisation: own }, search: {} });
  };
  return { give, busy, refusal };
}
