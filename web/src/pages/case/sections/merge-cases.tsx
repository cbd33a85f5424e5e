/** Merging two cases: what each brings, what becomes of them, and whose words come first. */
import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { get, page } from '../../../data/pipeline.ts';
import { usePipeline, useRefresh } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { SeverityBadge, StageMark } from '../../../parts/badges.tsx';
import type { CaseDetail } from '../../../parts/case/case-data.ts';
import { Refusal, useAttempt } from '../../../parts/task/attempt.tsx';
import classes from './sections.module.css';

/** The dialog; open while there is another case. */
export function MergeCases({
  here,
  other,
  onClose,
}: {
  readonly here: CaseDetail;
  readonly other: OutputCase | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  return (
    <Modal
      opened={other !== undefined}
      onClose={onClose}
      size={640}
      title={other === undefined ? '' : t('merge.title', { one: here.number, other: other.number })}
    >
      {other !== undefined && <Question here={here} other={other} onClose={onClose} />}
    </Modal>
  );
}

function Question({
  here,
  other,
  onClose,
}: {
  readonly here: CaseDetail;
  readonly other: OutputCase;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const api = useApi();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { attempt, busy, refusal } = useAttempt();
  const [first, setFirst] = useState(here._id);
  const merge = async (): Promise<void> => {
    const ids = first === here._id ? [here._id, other._id] : [other._id, here._id];
    await attempt(async () => {
      const made = await api.post<OutputCase>(`/case/_merge/${ids.join(',')}`);
      onClose();
      await navigate({
        to: '/o/$organisation/cases/$number',
        params: { organisation, number: String(made.number) },
        search: {},
      });
      await refresh(['case', 'task', 'observable', 'alert', 'attachment', 'comment', 'log']);
    });
  };
  return (
    <>
      <p>{t('merge.effect', { one: here.number, other: other.number })}</p>
      <div className={classes.sides}>
        <Side caseId={here._id} />
        <Side caseId={other._id} />
      </div>
      <SegmentedControl
        fullWidth
        aria-label={t('merge.first')}
        value={first}
        onChange={setFirst}
        data={[here, other].map(({ _id, number }) => ({ value: _id, label: t('merge.leads', { number }) }))}
      />
      <Refusal of={refusal} />
      <div className={classes.formFoot}>
        <Button onClick={onClose} data-autofocus>
          {word('action.cancel')}
        </Button>
        <Button variant="filled" loading={busy} onClick={() => void merge()}>
          {t('merge.do')}
        </Button>
      </div>
    </>
  );
}

function Side({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('tasks');
  const { data } = usePipeline<readonly CaseDetail[]>(
    'merge-side',
    [get('case', caseId), page(0, 1, ['taskStats', 'observableStats', 'alertCount', 'attachmentCount'])],
    { entities: ['case', 'task', 'observable', 'alert'], about: caseId },
  );
  const [one] = data ?? [];
  if (one === undefined) return <div className={classes.sideBox} />;
  const { taskStats, observableStats, alertCount, attachmentCount } = one.extraData;
  return (
    <div className={classes.sideBox}>
      <p>
        <SeverityBadge severity={one.severity} /> #{one.number} <bdi>{one.title}</bdi>
      </p>
      <StageMark kind="case" stage={one.stage} status={one.status} />
      <p>{t('merge.tasks', { count: taskStats.total ?? 0 })}</p>
      <p>{t('merge.observables', { count: observableStats.total })}</p>
      <p>{t('merge.alerts', { count: alertCount })}</p>
      <p>{t('merge.files', { count: attachmentCount })}</p>
    </div>
  );
}
