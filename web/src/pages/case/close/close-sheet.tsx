/** Closing a case in one sheet: how it ended, what is still missing, and its times. Everything that is missing is listed at once. */
import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../../data/drafts.ts';
import { submitKeys } from '../../../parts/alert/submit-keys.ts';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useFieldDefinitions } from '../../../parts/case/case-data.ts';
import { useCaseTasks } from '../../../parts/task/task-data.ts';
import { Keys } from '../../../ui/keys.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import { Checks } from './checks.tsx';
import classes from './close.module.css';
import { emptyFields, endedWithCase, missingToClose, needsImpact } from './closing.ts';
import { Outcome } from './outcome.tsx';
import { Times, type TimesState, timesPatch } from './times.tsx';
import { useClosing } from './use-closing.ts';

const sheetWidth = 760;

/** The sheet. */
export function CloseSheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position="right"
      size={sheetWidth}
      classNames={{ content: classes.sheet ?? '' }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.head}>
          <div>
            <Drawer.Title className={classes.title}>
              {t('close.title', { number: detail.number })}
            </Drawer.Title>
            <p className={classes.lead}>{t('close.lead')}</p>
          </div>
          <Drawer.CloseButton aria-label={t('close.leave')} />
        </div>
        {opened && <Content onClose={onClose} />}
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail, may } = useCase();
  const { status: preset } = useCaseAddress();
  const [status, setStatus] = useState(preset);
  const [impact, setImpact] = useState(impactOf(detail.impactStatus));
  const [times, setTimes] = useState<TimesState>({});
  const why = useDraft(`case:${detail._id}:times`);
  const summary = useDraft(`case:${detail._id}:summary`, detail.summary ?? '');
  const tasks = useCaseTasks(detail._id);
  const fields = emptyFields(detail.customFields ?? [], useFieldDefinitions());
  const missing = missingToClose({ status, impact }, tasks.data ?? [], fields);
  const corrected = timesPatch(times);
  const needsReason = Object.keys(corrected).length > 0 && may('manageComment');
  const reason = why.value.trim();
  const count = missing.length + (needsReason && reason === '' ? 1 : 0);
  // What misses in the outcome is marked there.
  const unsettled = missing.filter(({ kind }) => kind === 'task' || kind === 'field').length;
  const { end, busy, refusal } = useClosing(() => {
    summary.discard();
    why.discard();
    onClose();
  });
  const isReady = count === 0 && tasks.data !== undefined;
  const submit = (): void => {
    if (!isReady || busy) return;
    void end({
      patch: {
        status,
        impactStatus: needsImpact(status) ? impact : 'NotApplicable',
        summary: summary.value.trim() === '' ? null : summary.value,
        ...corrected,
      },
      ending: endedWithCase(tasks.data),
      reason: needsReason ? reason : undefined,
    });
  };
  return (
    <form
      className={classes.inner}
      onKeyDown={submitKeys(submit)}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={classes.body}>
        <Outcome
          status={status}
          onStatus={setStatus}
          impact={impact}
          onImpact={setImpact}
          summary={summary}
        />
        <Checks tasks={tasks} fields={fields} missing={unsettled} />
        <Times state={times} onChange={setTimes} reason={needsReason ? why : undefined} />
      </div>
      <div className={classes.foot}>
        {refusal === undefined ? (
          <span className={classes.quiet}>
            {may('manageCase/reopen') ? t('close.undo') : t('close.final')}
          </span>
        ) : (
          <span role="alert" className={classes.refusal}>
            {refusal}
          </span>
        )}
        <span className={classes.footEnd}>
          <Button onClick={onClose}>{word('action.cancel')}</Button>
          <Button
            variant="filled"
            disabled={!isReady}
            loading={busy}
            rightSection={isReady ? <Keys keys="$mod+Enter" /> : null}
            onClick={submit}
          >
            {count === 0 ? t('close.act') : t('close.missing', { count })}
          </Button>
        </span>
      </div>
    </form>
  );
}

function impactOf(status: string | undefined): 'WithImpact' | 'NoImpact' | undefined {
  return status === 'WithImpact' || status === 'NoImpact' ? status : undefined;
}
