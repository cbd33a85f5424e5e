/** Two people changed one text: theirs, mine and both merged side by side with the words that differ. Nothing is overwritten. */
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MarkdownEditor } from '../markdown/editor.tsx';
import { Moment } from '../time.tsx';
import classes from './editing.module.css';
import { mergeWords, wordChanges } from './word-changes.ts';

/** A text that was changed by two. */
export interface Conflict {
  readonly base: string;
  readonly theirs: string;
  readonly mine: string;
  /** Version of theirs. */
  readonly version: number;
  /** Who saved theirs, and when; unknown when the server does not tell. */
  readonly name: string;
  readonly at: number | undefined;
}

/** The view. */
export function ConflictView({
  conflict,
  onSave,
  onKeepEditing,
  busy,
}: {
  readonly conflict: Conflict;
  readonly onSave: (text: string) => void;
  readonly onKeepEditing: () => void;
  readonly busy: boolean;
}) {
  const { t } = useTranslation('cases');
  const { base, theirs, mine, name, at } = conflict;
  const [merged, setMerged] = useState(() => mergeWords(base, theirs, mine).text);
  return (
    <section className={classes.conflict} data-testid="conflict-view" aria-label={t('conflict.label')}>
      <p className={classes.conflictHead} role="alert">
        <IconUsers size={16} stroke={1.6} aria-hidden="true" />
        <bdi>{t('conflict.head', { name })}</bdi>
        {at !== undefined && <Moment at={at} />}
      </p>
      <div className={classes.columns}>
        <Column title={t('conflict.theirs', { name })} base={base} text={theirs} hue="theirs" />
        <Column title={t('conflict.mine')} base={base} text={mine} hue="mine" />
        <div className={classes.column}>
          <h3 className={classes.columnTitle}>{t('conflict.merged')}</h3>
          <MarkdownEditor
            value={merged}
            onChange={setMerged}
            label={t('conflict.merged')}
            onSubmit={() => onSave(merged)}
          />
        </div>
      </div>
      <div className={classes.conflictFoot}>
        <Button onClick={onKeepEditing}>{t('conflict.keep')}</Button>
        <Button variant="filled" loading={busy} onClick={() => onSave(merged)}>
          {t('conflict.save')}
        </Button>
      </div>
    </section>
  );
}

function Column({
  title,
  base,
  text,
  hue,
}: {
  readonly title: string;
  readonly base: string;
  readonly text: string;
  readonly hue: 'theirs' | 'mine';
}) {
  const stretches = wordChanges(base, text);
  return (
    <div className={classes.column}>
      <h3 className={classes.columnTitle}>
        <bdi>{title}</bdi>
      </h3>
      <div className={classes.words} dir="auto">
        {stretches.map(({ kind, text: words }, place) => {
          const key = stretches.slice(0, place).reduce((length, stretch) => length + stretch.text.length, 0);
          if (kind === 'added')
            return (
              <ins key={`+${key}`} data-hue={hue}>
                {words}
              </ins>
            );
          return kind === 'removed' ? (
            <del key={`-${key}`}>{words}</del>
          ) : (
            <span key={`=${key}`}>{words}</span>
          );
        })}
      </div>
    </div>
  );
}
