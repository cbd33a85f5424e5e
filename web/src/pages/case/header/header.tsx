/** The head of a case: who and what it is, its state, and the acts on it. It folds into one line while one reads further down. */
import { IconEye, IconShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputShare } from '../../../../../contract/v1-types.ts';
import { useResource } from '../../../data/queries.ts';
import { useMe } from '../../../data/session.tsx';
import { RestrictionMark, useMayRestrict } from '../../../parts/access/restriction-mark.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useCaseChange } from '../../../parts/case/use-case-change.ts';
import { InlineText } from '../../../parts/editing/inline-text.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { usePhone } from '../../../ui/phone.ts';
import { useCaseAddress } from '../use-case-address.ts';
import { CaseActs } from './acts.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import classes from './header.module.css';
import { AssigneePick, PapPick, SeverityPick, StatusPick, TlpPick } from './picks.tsx';
import { PresenceMarks } from './presence-marks.tsx';
import { TemplateMark } from './template-mark.tsx';

/** The head. On a phone its identity and its acts stand in the top bar. */
export function CaseHeader({ folded }: { readonly folded: boolean }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail, may } = useCase();
  const { change, refusals } = useCaseChange();
  const assignment = useAssignment();
  const { openDialog } = useCaseAddress();
  const mayRestrict = useMayRestrict();
  const phone = usePhone();
  return (
    <header className={classes.header} data-folded={folded || undefined}>
      <div className={classes.first}>
        {!phone && (
          <>
            <span className={classes.number}>{t('number', { number: detail.number })}</span>
            <SeverityPick />
          </>
        )}
        <h1 className={classes.title}>
          <InlineText
            place={`case:${detail._id}:title`}
            value={detail.title}
            label={word('field.title')}
            mayEdit={may('manageCase/update')}
            refusal={refusals.title}
            onSave={(title) => change({ title }, t('done.title'))}
          />
        </h1>
        {!phone && <PresenceMarks />}
        {folded && !phone && <CaseActs />}
      </div>
      {!folded && (
        <div className={classes.second}>
          <StatusPick />
          {!phone && <AssigneePick refusal={assignment.refusal} />}
          <TlpPick />
          <PapPick />
          {phone && <AssigneePick refusal={assignment.refusal} />}
          <span className={classes.facts}>
            <TemplateMark />
            <ShareMark />
            <RestrictionMark onChange={mayRestrict ? () => openDialog('restrict') : undefined} />
            {!may('manageCase/update') && (
              <span className={classes.fact}>
                <IconEye size={14} stroke={1.6} aria-hidden="true" />
                {t('share.readOnly')}
              </span>
            )}
          </span>
          {!phone && <CaseActs />}
        </div>
      )}
      <AssignDialog opened={assignment.opened} onClose={assignment.close} onPick={assignment.pick} />
    </header>
  );
}

/** Choosing who holds the case, by mouse or key. */
function useAssignment() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { may } = useCase();
  const { dialog, openDialog, closeDialog } = useCaseAddress();
  const { change, refusals } = useCaseChange();
  const me = useMe()?.login;
  const pick = (assignee: string | null): void =>
    void change({ assignee }, t('done.assignee', { value: assignee ?? word('nobody') }));
  const group = t('group');
  useActions(
    may('manageCase/update')
      ? [
          {
            id: 'case.assign',
            label: t('act.assign'),
            group,
            keys: 'a',
            perform: () => openDialog('assign'),
          },
          {
            id: 'case.take',
            label: t('act.take'),
            group,
            keys: 'i',
            perform: () => me !== undefined && pick(me),
          },
        ]
      : [],
  );
  return { opened: dialog === 'assign', close: closeDialog, pick, refusal: refusals.assignee };
}

/** Who owns the case when that is not the reader's organisation, and whom it is shared with. */
function ShareMark() {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const { isOwner, owningOrganisation, shareCount } = detail.extraData;
  const { data } = useResource<readonly OutputShare[]>(
    `/case/${detail._id}/shares`,
    { entities: ['share'], about: detail._id },
    { enabled: isOwner && shareCount > 0 },
  );
  if (!isOwner)
    return (
      <span className={classes.fact}>
        <IconShare size={14} stroke={1.6} aria-hidden="true" />
        <bdi>{t('share.owned', { organisation: owningOrganisation })}</bdi>
      </span>
    );
  if (shareCount === 0) return null;
  const names = (data ?? []).map(({ organisationName }) => organisationName).join(', ');
  return (
    <span className={classes.fact}>
      <IconShare size={14} stroke={1.6} aria-hidden="true" />
      <bdi className="sk-ellipsis" title={names}>
        {names === '' ? t('share.count', { count: shareCount }) : t('share.with', { names })}
      </bdi>
    </span>
  );
}
