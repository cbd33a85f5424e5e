/** Says which case holds an alert, and offers to take it out again. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useMay } from '../../data/session.tsx';
import classes from './alert.module.css';
import type { AlertDetail } from './alert-data.ts';
import { UnmergeDialog } from './merge/unmerge-dialog.tsx';

/** The banner; nothing for an alert in no case. */
export function HoldingCase({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const { organisation = '' } = useApi();
  const mayUnmerge = useMay('manageAlert/import');
  const [opened, setOpened] = useState(false);
  const held = alert.extraData?.relatedCase;
  if (held === undefined || held === null) return null;
  if (held.number === undefined) return <p className={classes.held}>{t('held.hidden')}</p>;
  return (
    <div className={classes.held}>
      <Link
        to="/o/$organisation/cases/$number"
        params={{ organisation, number: String(held.number) }}
        search={{}}
        className={classes.link}
      >
        {t('held.in', { number: held.number })}
      </Link>
      {mayUnmerge && alert.caseId !== undefined && (
        <>
          <button type="button" className={classes.heldAct} onClick={() => setOpened(true)}>
            {t('unmerge.submit')}
          </button>
          <UnmergeDialog
            caseId={alert.caseId}
            alertId={alert._id}
            opened={opened}
            onClose={() => setOpened(false)}
          />
        </>
      )}
    </div>
  );
}
