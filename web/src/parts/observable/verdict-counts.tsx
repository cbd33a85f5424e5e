/** How many of the observables analyzers called malicious, suspicious, safe or only described; each number narrows the list to them. */
import { Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Level, LevelGlyph } from '../badges.tsx';
import { levels } from '../engine/taxonomies.ts';
import { useCountText } from '../list/count-text.ts';
import { stepsOf } from '../list/list-question.ts';
import { compileFilterText } from '../list/query/compile.ts';
import { useCounts } from '../list/use-counts.ts';
import type { List } from '../list/use-list.ts';
import type { ObservableRow } from './observable-data.ts';
import classes from './observable-section.module.css';

function filterFor(level: Level): string {
  return `verdict:${level}`;
}

/** The numbers; levels that nothing has are left out. */
export function VerdictCounts({ list }: { readonly list: List<ObservableRow> }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const text = useCountText();
  const { definition, context, state } = list;
  const countables = useMemo(
    () =>
      context === undefined
        ? []
        : levels.map((id) => ({
            id,
            steps: stepsOf(definition, compileFilterText(filterFor(id), context).filters),
          })),
    [definition, context],
  );
  const counts = useCounts('observable', countables);
  return (
    <fieldset className={classes.verdicts} aria-label={t('column.verdict')}>
      {levels.map((level) => {
        const count = counts.get(level);
        if (count === undefined || count.count === 0) return null;
        const isShown = state.query === filterFor(level);
        return (
          <Tooltip key={level} label={t('onlyVerdict', { level: word(`level.${level}`) })}>
            <button
              type="button"
              className={classes.verdict}
              aria-pressed={isShown}
              onClick={() => state.setQuery(isShown ? state.view.query : filterFor(level))}
            >
              <LevelGlyph level={level} />
              <span className="sk-hidden">{word(`level.${level}`)}</span>
              {text(count)}
            </button>
          </Tooltip>
        );
      })}
    </fieldset>
  );
}
