/** Promoting an alert: a template is chosen at the left, the case adjusted in the middle, what comes along seen at the right. */
import { Button, Checkbox, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../data/session.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { SeverityBadge } from '../../badges.tsx';
import { useNewTexts } from '../../editing/use-new-texts.ts';
import {
  type AlertDetail,
  type SimilarAlert,
  useAlert,
  useAlertObservables,
  useSimilarAlerts,
  useSimilarCases,
} from '../alert-data.ts';
import { Answer } from '../answer.tsx';
import classes from '../dialog.module.css';
import { DialogFoot } from '../dialog-foot.tsx';
import { type EarlySend, useEarlySend, useMetWish } from '../send-early.ts';
import { submitKeys } from '../submit-keys.ts';
import { BringAlong } from './bring-along.tsx';
import { usePromotion, usePromotionUndo } from './promote.ts';
import { PromoteForm } from './promote-form.tsx';
import { joinedTags, type Promotion, promotionBody, withoutPrefix } from './promotion.ts';
import { PromotionResult } from './promotion-result.tsx';
import { TemplateList } from './template-list.tsx';
import { type Template, useTemplates } from './templates.ts';

/** A case that alerts went into. */
export interface IntoCase {
  readonly caseId: string;
  readonly number: number;
  /** Whether to go there, else one stays where one is. */
  readonly open: boolean;
}

/** What the dialog needs. */
export interface PromoteDialogProps {
  /** The first becomes the case, the others join it. */
  readonly alertIds: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone?: (into: IntoCase) => void;
  /** Offers to merge into a similar case instead. */
  readonly onMergeInstead?: () => void;
}

/** The dialog. */
export function PromoteDialog(props: PromoteDialogProps) {
  const { t } = useTranslation('alerts');
  const { opened, onClose, alertIds } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('promote.title', { count: alertIds.length })}
      size={1120}
      padding={0}
      classNames={{ header: classes.head ?? '', title: classes.title ?? '', body: classes.modal ?? '' }}
    >
      {opened && alertIds[0] !== undefined && <Loading {...props} first={alertIds[0]} />}
    </Modal>
  );
}

function Loading({ first, ...props }: PromoteDialogProps & { readonly first: string }) {
  const alert = useAlert(first);
  const { templates } = useTemplates();
  const { t } = useTranslation('alerts');
  const early = useEarlySend({
    id: 'alert.promoteNow',
    label: t('promote.open'),
    group: t('group'),
    hasFailed: alert.isError || templates.isError,
  });
  return (
    <>
      {early.isWished && (
        <p className={classes.about} role="status">
          {t('promote.waits')}
        </p>
      )}
      <Answer of={alert} rows={8}>
        {([found]) =>
          found === undefined ? null : (
            <Answer of={templates} rows={8}>
              {(all) => (
                <Dialog
                  {...props}
                  alert={found}
                  early={early}
                  suggested={all.find(({ name }) => name === found.caseTemplate)}
                />
              )}
            </Answer>
          )
        }
      </Answer>
    </>
  );
}

function Dialog({
  alert,
  early,
  suggested,
  alertIds,
  onClose,
  onDone,
  onMergeInstead,
}: PromoteDialogProps & {
  readonly alert: AlertDetail;
  readonly early: EarlySend;
  readonly suggested: Template | undefined;
}) {
  const { t } = useTranslation('alerts');
  const [template, setTemplate] = useState(suggested);
  const { value, change, discard } = useChosen(alert, suggested);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const related = useRelatedNew(alert, alertIds);
  const [joining, setJoining] = useState(false);
  const observables = useAlertObservables(alert._id).data ?? [];
  const body = promotionBody(alert, template, value);
  const send = usePromotion();
  const offerUndo = usePromotionUndo();
  const choose = (next: Template | undefined): void => {
    setTemplate(next);
    change({ tags: joinedTags(alert, next), sides: {} });
  };
  const submit = (open: boolean): void => {
    if (send.isPending || value.title.trim() === '') return;
    const order = {
      alertIds: [...alertIds, ...(joining ? related.map(({ _id }) => _id) : [])],
      body,
      left: observables.filter(({ _id }) => left.has(_id)),
    };
    send.mutate(order, {
      onSuccess: (made) => {
        const { _id, number } = made;
        discard();
        if (!offerUndo(made, alert._id) && !open)
          notifications.show({ message: t('done.promoted', { number }) });
        onClose();
        onDone?.({ caseId: _id, number, open });
      },
    });
  };
  useMetWish(early, () => submit(true));
  return (
    <form
      onKeyDown={submitKeys(
        () => submit(true),
        () => submit(false),
      )}
      onSubmit={(event) => {
        event.preventDefault();
        submit(true);
      }}
    >
      <p className={classes.about}>
        <SeverityBadge severity={alert.severity} /> <bdi className="sk-ellipsis">{alert.title}</bdi>
      </p>
      <MergeInstead alert={alert} onMergeInstead={onMergeInstead} />
      <div className={classes.columns}>
        <TemplateList chosen={template?.name} suggested={alert.caseTemplate} onChoose={choose} />
        <div className={classes.middle}>
          <PromoteForm
            alert={alert}
            template={template}
            value={value}
            refusal={send.error}
            onChange={change}
          />
          <Include related={related} joining={joining} onChange={setJoining} />
        </div>
        <BringAlong alert={alert} left={left} onLeave={setLeft} />
      </div>
      <DialogFoot
        consequence={
          <PromotionResult alertId={alert._id} body={body} left={left.size} count={alertIds.length} />
        }
        refusal={send.error}
        submitLabel={t('promote.open')}
        busy={send.isPending}
        blocked={value.title.trim() === ''}
        onCancel={onClose}
        onSubmit={() => submit(true)}
      >
        <Button
          disabled={send.isPending || value.title.trim() === ''}
          rightSection={<Keys keys="Shift+Enter" />}
          onClick={() => submit(false)}
        >
          {t('promote.stay')}
        </Button>
      </DialogFoot>
    </form>
  );
}

/** What is chosen for the case. Its title is typed, and kept until the case is made. */
function useChosen(alert: AlertDetail, template: Template | undefined) {
  const me = useMe();
  const draft = useNewTexts(`alert:${alert._id}:promotion`, {
    title: withoutPrefix(alert.title, template),
  });
  const [chosen, setChosen] = useState<Omit<Promotion, 'title'>>(() => ({
    assignee: alert.assignee ?? me?.login ?? null,
    tags: joinedTags(alert, template),
    sides: {},
  }));
  const value: Promotion = { ...chosen, title: draft.values.title };
  const change = ({ title, ...part }: Partial<Promotion>): void => {
    if (title !== undefined) draft.set({ title });
    setChosen({ ...chosen, ...part });
  };
  return { value, change, discard: draft.discard };
}

function Include({
  related,
  joining,
  onChange,
}: {
  readonly related: readonly SimilarAlert[];
  readonly joining: boolean;
  readonly onChange: (joining: boolean) => void;
}) {
  const { t } = useTranslation('alerts');
  if (related.length === 0) return null;
  return (
    <Checkbox
      className={classes.include}
      label={t('promote.include', { count: related.length })}
      description={related.map(({ title }) => title).join(', ')}
      checked={joining}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

/** Most alerts that are offered to come along. */
const mostJoining = 20;

/** New alerts that share values and are not promoted already. */
function useRelatedNew(alert: AlertDetail, alertIds: readonly string[]): readonly SimilarAlert[] {
  const { data } = useSimilarAlerts(alert._id);
  return (data ?? [])
    .filter(({ _id, stage }) => stage === 'New' && !alertIds.includes(_id))
    .slice(0, mostJoining);
}

/** Says that an open case shares values, because one investigation is better than two. */
function MergeInstead({
  alert,
  onMergeInstead,
}: {
  readonly alert: AlertDetail;
  readonly onMergeInstead: (() => void) | undefined;
}) {
  const { t } = useTranslation('alerts');
  const best = useSimilarCases(alert._id).data?.find(({ stage }) => stage !== 'Closed');
  if (best === undefined || onMergeInstead === undefined) return null;
  return (
    <p className={classes.banner}>
      <IconGitMerge size={16} stroke={1.6} aria-hidden="true" />
      <span>
        <b>{t('promote.similar', { number: best.number, count: best.shared.length })}</b>{' '}
        {t('promote.oneInvestigation')}
      </span>
      <button type="button" className={classes.bannerAct} onClick={onMergeInstead}>
        {t('promote.mergeInstead', { number: best.number })}
      </button>
    </p>
  );
}
