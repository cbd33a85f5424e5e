/** What stands below the last loaded row: more is being read, could not be read, or there is no more. */
import { useTranslation } from 'react-i18next';
import { Failure } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import classes from './list-screen.module.css';
import type { ListRows } from './use-list-rows.ts';

/** The end of the loaded rows. */
export function MoreRows<Row>({ rows }: { readonly rows: ListRows<Row> }) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const reason = useErrorText();
  if (rows.error !== null)
    return (
      <div className={classes.more}>
        <Failure reason={reason(rows.error)} again={rows.retry} againLabel={word('action.retry')} />
      </div>
    );
  return <p className={classes.more}>{rows.hasMore ? t('more.loading') : t('more.end')}</p>;
}
