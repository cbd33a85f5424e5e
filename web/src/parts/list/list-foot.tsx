/** The keys of a list, at its foot. */
import { useTranslation } from 'react-i18next';
import type { KeyHint } from '../../ui/key-hints.tsx';
import { Keys } from '../../ui/keys.tsx';
import classes from './list-screen.module.css';

/** A label as it stands after its key, like the words beside it; what begins as an abbreviation stays. */
function inSentence(label: string): string {
  return label.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

/** The foot. */
export function ListFoot({
  hasPreview,
  hints,
}: {
  readonly hasPreview: boolean;
  /** Keys of what is done with rows here. */
  readonly hints: readonly KeyHint[];
}) {
  const { t } = useTranslation('lists');
  return (
    <footer className={classes.foot}>
      <div className={classes.keys}>
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
        {hints.map(({ keys, label }) => (
          <span key={keys}>
            <Keys keys={keys} /> {inSentence(label)}
          </span>
        ))}
        <span>
          <Keys keys="z" /> {t('foot.undo')}
        </span>
      </div>
      <span className={classes.last}>
        <Keys keys="?" /> {t('foot.all')}
      </span>
    </footer>
  );
}
