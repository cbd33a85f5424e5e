/** What will come of each row of a CSV file, or what is wrong with it. */
import { useTranslation } from 'react-i18next';
import { type Evidence, shortName } from '../../../../parts/evidence/evidence.ts';
import type { CsvRow } from './csv-events.ts';
import classes from './dialog.module.css';
import { useMomentTexts } from './use-moment-text.ts';

/** The table. */
export function ImportPreview({
  rows,
  withEvidence,
}: {
  readonly rows: readonly CsvRow[];
  readonly withEvidence: boolean;
}) {
  const { t } = useTranslation('timeline');
  return (
    // What scrolls must be reachable by keys.
    <section className={classes.preview} aria-label={t('import.preview')} {...{ tabIndex: 0 }}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('happened')}</th>
            <th scope="col">{t('until')}</th>
            <th scope="col">{t('what')}</th>
            {withEvidence && <th scope="col">{t('evidence.label')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              {'event' in row ? (
                <Cells of={row} withEvidence={withEvidence} />
              ) : (
                <td colSpan={withEvidence ? 4 : 3} className={row.fault === 'sought' ? '' : classes.fault}>
                  <Fault of={row} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({
  of: { event, evidence },
  withEvidence,
}: {
  readonly of: Extract<CsvRow, { event: unknown }>;
  readonly withEvidence: boolean;
}) {
  const { full } = useMomentTexts();
  return (
    <>
      <td className={classes.moment}>{full(event.date)}</td>
      <td className={classes.moment}>{event.endDate === undefined ? '' : full(event.endDate)}</td>
      <td>
        <bdi>{event.title}</bdi>
      </td>
      {withEvidence && (
        <td>
          <bdi>{evidence.map(shortName).join('; ')}</bdi>
        </td>
      )}
    </>
  );
}

function Fault({ of }: { readonly of: Extract<CsvRow, { fault: unknown }> }) {
  const { t } = useTranslation('timeline');
  if (!('name' in of)) return <>{t(`fault.${of.fault}`)}</>;
  const ids = of.choices.map(idAndKind).join(', ');
  return <>{of.fault === 'nothing' ? t('fault.nothing', of) : t('fault.several', { name: of.name, ids })}</>;
}

function idAndKind({ id, dataType, name }: Evidence): string {
  return `${id} (${dataType ?? name})`;
}
