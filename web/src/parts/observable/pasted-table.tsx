/** The pasted lines as a table: what each would become. */
import { ScrollArea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ObservableValue } from '../observable-value.tsx';
import { OrdinaryMark } from '../ordinary-mark.tsx';
import classes from './add-dialog.module.css';
import type { PastedLine } from './pasted-lines.ts';

/** Lines that are drawn; the counts speak for all. */
const mostDrawn = 200;

/** The table. Nothing while nothing was pasted. */
export function PastedTable({ lines }: { readonly lines: readonly PastedLine[] }) {
  const { t } = useTranslation('observables');
  if (lines.length === 0) return null;
  const states = ['duplicate', 'present', 'unrecognised'] as const;
  const countOf = (state: PastedLine['state']): number => lines.filter((line) => line.state === state).length;
  const unlikely = lines.filter(({ state, ordinary }) => state === 'new' && ordinary !== undefined).length;
  return (
    <section aria-label={t('add.read')}>
      <p className={classes.counts} role="status">
        <strong>{t('add.toAdd', { count: countOf('new') })}</strong>
        {states.map((state) => {
          const count = countOf(state);
          return count === 0 ? null : <span key={state}>{t(`add.count.${state}`, { count })}</span>;
        })}
        {unlikely > 0 && <span>{t('add.count.unlikely', { count: unlikely })}</span>}
      </p>
      <ScrollArea.Autosize
        mah={240}
        className={classes.tableBox ?? ''}
        // Without a pointer it scrolls by the arrow keys.
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('add.lines') }}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.value')}</th>
              <th scope="col" className={classes.type}>
                {t('column.type')}
              </th>
              <th scope="col" className={classes.note}>
                {t('add.state')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, mostDrawn).map((line) => (
              <tr key={line.line} data-state={line.state}>
                <td className={classes.value}>
                  {line.value !== undefined && line.dataType !== undefined ? (
                    <ObservableValue dataType={line.dataType} value={line.value} />
                  ) : (
                    <bdi className="sk-ellipsis">{line.text.slice(0, 200)}</bdi>
                  )}
                </td>
                <td className={classes.type}>{line.dataType ?? ''}</td>
                <td className={classes.note}>
                  {t(`add.line.${line.state}`)} <OrdinaryMark reason={line.ordinary} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea.Autosize>
      {lines.length > mostDrawn && (
        <p className={classes.state}>{t('add.moreLines', { count: lines.length - mostDrawn })}</p>
      )}
    </section>
  );
}
