/** One direction of a link in words: what reaches the other, how far, and what goes along. */
import { useTranslation } from 'react-i18next';
import type { OutputOrganisation } from '../../../../../contract/v1-types.ts';
import classes from '../form/form.module.css';
import type { LinkType } from './organisation-row.ts';

/** What of an organisation decides that. */
type Sharing = Pick<OutputOrganisation, 'name' | 'taskRule' | 'observableRule'>;

/** The sentences. */
export function LinkMeaning({
  type,
  from,
  to,
}: {
  readonly type: LinkType;
  readonly from: Sharing;
  readonly to: string;
}) {
  const { t } = useTranslation('settings');
  return (
    <p className={classes.meta}>
      {t(`link.means.${type}`, { from: from.name, to })}
      {type !== 'default' && <> {t(`link.along.${goesAlong(from)}`)}</>}
    </p>
  );
}

/** Which parts of a new case are shared with it, by the rules of its organisation. */
function goesAlong({ taskRule, observableRule }: Sharing): 'both' | 'task' | 'observable' | 'none' {
  const [task, observable] = [taskRule === 'autoShare', observableRule === 'autoShare'];
  if (task && observable) return 'both';
  if (task) return 'task';
  return observable ? 'observable' : 'none';
}
