/** The keys of a list, at its foot. */
import { useTranslation } from 'react-i18next';
import { Keys } from '../../ui/keys.tsx';
import type { ListRow } from './list-definition.ts';
import classes from './list-screen.module.css';
import type { List } from './use-list.ts';

/** The foot. */
export function ListFoot<Row extends ListRow>({
  hasPreview,
}: {
  readonly list: List<Row>;
  readonly hasPreview: boolean;
}) {
  const { t } = useTranslation('lists');
  return (
    <footer className={classes.foot}>
      <span>
        <Keys keys="j k" /> {t('foot.move')}
      </span>
      <span>
        <Keys keys="x" /> {t('foot.select')}
      </span>
      {hasPreview && (
        <span>
          <Keys keys="Space" /> {t('foot.preview')}
        </span>
      )}
      <span>
        <Keys keys="Enter" /> {t('foot.open')}
      </span>
      <span>
        <Keys keys="z" /> {t('foot.undo')}
      </span>
      <span className={classes.last}>
        <Keys keys="?" /> {t('foot.all')}
      </span>
    </footer>
  );
}
