/** The content of one part of an alert's page. */
import { useTranslation } from 'react-i18next';
import { type AlertDetail, useAlertObservables } from '../../../parts/alert/alert-data.ts';
import { Answer } from '../../../parts/alert/answer.tsx';
import { originalMail } from '../../../parts/alert/mail-facts.ts';
import { ObservablesSection } from '../../../parts/alert/observables-section.tsx';
import { RelatedSection } from '../../../parts/alert/related-section.tsx';
import { ActionList } from '../../../parts/engine/action-list.tsx';
import { MailView } from '../../../parts/mail/mail-view.tsx';
import { Message } from '../../../ui/states.tsx';
import { ActionsHead } from './actions-head.tsx';
import classes from './alert-page.module.css';
import { Files } from './files.tsx';
import { History } from './history.tsx';
import { Overview } from './overview.tsx';
import { Raw } from './raw.tsx';
import type { TabName } from './tabs.ts';

/** The content. */
export function Tab({ tab, alert }: { readonly tab: TabName; readonly alert: AlertDetail }) {
  switch (tab) {
    case 'overview':
      return <Overview alert={alert} />;
    case 'observables':
      return (
        <div className={classes.card}>
          <ObservablesSection alert={alert} all />
        </div>
      );
    case 'related':
      return (
        <div className={classes.card}>
          <RelatedSection alert={alert} all />
        </div>
      );
    case 'files':
      return <Files alert={alert} />;
    case 'mail':
      return <Mail alert={alert} />;
    case 'raw':
      return <Raw alert={alert} />;
    case 'actions':
      return (
        <>
          <ActionsHead alert={alert} />
          <ActionList sources={[{ entity: 'alert', id: alert._id }]} />
        </>
      );
    case 'history':
      return <History alert={alert} />;
  }
}

function Mail({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const answer = useAlertObservables(alert._id);
  return (
    <Answer of={answer} rows={8}>
      {(observables) => {
        const original = originalMail(observables);
        return original === undefined ? (
          <Message title={t('mail.none')} />
        ) : (
          <MailView holder="alert" holderId={alert._id} attachmentId={original._id} />
        );
      }}
    </Answer>
  );
}
