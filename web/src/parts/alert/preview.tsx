/** What is known of an alert, beside the list: enough to judge it without leaving the list. */
import { useTranslation } from 'react-i18next';
import { Message } from '../../ui/states.tsx';
import { Unhurried } from '../../ui/unhurried.tsx';
import { AlertProcedures } from '../attack/alert-procedures.tsx';
import classes from './alert.module.css';
import { type AlertDetail, useAlert } from './alert-data.ts';
import { AlertMarks } from './alert-marks.tsx';
import { AlertVerbs } from './alert-verbs.tsx';
import { Answer } from './answer.tsx';
import { CommentComposer, CommentsSection } from './comments-section.tsx';
import { HoldingCase } from './holding-case.tsx';
import { ObservablesSection } from './observables-section.tsx';
import { RelatedSection } from './related-section.tsx';
import { VerdictsSection } from './verdicts-section.tsx';
import { WhyItFired } from './why-it-fired.tsx';

/** What the preview needs. */
export interface AlertPreviewProps {
  readonly alertId: string;
  /** Opens the page of the alert. */
  readonly onOpen?: (() => void) | undefined;
  /** Leaves the preview: the alert is gone from the list. */
  readonly onClose?: (() => void) | undefined;
}

/** The preview. */
export function AlertPreview({ alertId, onOpen, onClose }: AlertPreviewProps) {
  const { t } = useTranslation('shell');
  const answer = useAlert(alertId);
  return (
    <Answer of={answer} rows={8}>
      {([alert]) =>
        alert === undefined ? (
          <Message title={t('notFound.title')}>{t('notFound.reason')}</Message>
        ) : (
          <Known key={alertId} alert={alert} onOpen={onOpen} onClose={onClose} />
        )
      }
    </Answer>
  );
}

function Known({
  alert,
  onOpen,
  onClose,
}: Pick<AlertPreviewProps, 'onOpen' | 'onClose'> & { readonly alert: AlertDetail }) {
  return (
    <article className={classes.preview}>
      <header className={classes.identity}>
        <h2 className={classes.title}>
          <bdi>{alert.title}</bdi>
        </h2>
        <AlertMarks alert={alert} />
        <HoldingCase alert={alert} />
        <AlertVerbs alert={alert} onGone={onClose} />
      </header>
      <Unhurried>
        <WhyItFired alert={alert} />
        <ObservablesSection alert={alert} onAll={onOpen} />
        <AlertProcedures alert={alert} />
        <RelatedSection alert={alert} />
        <VerdictsSection alert={alert} />
        <CommentsSection alert={alert} />
        <CommentComposer alertId={alert._id} />
      </Unhurried>
    </article>
  );
}
