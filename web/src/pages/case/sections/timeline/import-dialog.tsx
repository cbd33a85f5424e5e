/** Events out of a CSV file: which column is what, what will come of it, and what became of each row. */
import { Button, FileButton, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, zoneOf } from '../../../../data/preferences.tsx';
import { useCase } from '../../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../../parts/error-text.ts';
import { Failure } from '../../../../ui/states.tsx';
import {
  type CsvColumns,
  cellOf,
  csvFields,
  type DateOrder,
  guessColumns,
  isAmbiguous,
  readRows,
} from './csv-events.ts';
import { useNamedEvidence } from './csv-evidence-data.ts';
import { type CsvTable, readCsv } from './csv-file.ts';
import classes from './dialog.module.css';
import { ImportPreview } from './import-preview.tsx';
import type { EventActs, ImportOutcome } from './timeline-data.ts';
import { useMomentTexts } from './use-moment-text.ts';

interface ImportProps {
  readonly acts: EventActs;
  readonly onClose: () => void;
}

/** The dialog. */
export function ImportDialog({ opened, ...rest }: ImportProps & { readonly opened: boolean }) {
  const { t } = useTranslation('timeline');
  return (
    <Modal opened={opened} onClose={rest.onClose} title={t('import.title')} size="min(860px, 94vw)">
      <Import {...rest} />
    </Modal>
  );
}

function Import({ acts, onClose }: ImportProps) {
  const { t } = useTranslation('timeline');
  const [table, setTable] = useState<CsvTable>();
  const [isUnreadable, setUnreadable] = useState(false);
  const [over, setOver] = useState(false);
  const take = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined) return;
    const read = await readCsv(file);
    setTable(read);
    setUnreadable(read === undefined);
  };
  if (table !== undefined) return <Mapping table={table} acts={acts} onClose={onClose} />;
  return (
    <section
      className={classes.drop}
      data-over={over || undefined}
      aria-label={t('import.file')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <p>{t('import.reason')}</p>
      {isUnreadable && (
        <p role="alert" className={classes.refusal}>
          {t('import.unreadable')}
        </p>
      )}
      <p>
        <FileButton accept=".csv,.tsv,text/csv" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} data-autofocus>
              {t('import.file')}
            </Button>
          )}
        </FileButton>
      </p>
    </section>
  );
}

function Mapping({ table, acts, onClose }: ImportProps & { readonly table: CsvTable }) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const zone = zoneOf(usePreferences().preferences);
  const text = useErrorText();
  const [columns, setColumns] = useState(() => guessColumns(table.names));
  const [order, setOrder] = useState<DateOrder>('dayFirst');
  const [done, setDone] = useState<number>();
  const [outcome, setOutcome] = useState<ImportOutcome>();
  const named = useCellNames(table, columns);
  const rows = readRows(table.rows, { columns, order, zone, named: named.data });
  const events = rows.flatMap((row) => ('event' in row ? [row.event] : []));
  const run = async (): Promise<void> => {
    setDone(0);
    const came = await acts.importAll(events, setDone);
    if (came.failed.length === 0) onClose();
    else setOutcome(came);
  };
  if (outcome !== undefined) return <Failures outcome={outcome} onClose={onClose} />;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Columns table={table} columns={columns} order={order} onColumns={setColumns} onOrder={setOrder} />
      {named.error !== null && (
        <Failure
          reason={text(named.error)}
          again={() => void named.refetch()}
          againLabel={word('action.retry')}
        />
      )}
      <ImportPreview rows={rows} withEvidence={columns.evidence !== undefined} />
      {table.left > 0 && <p className={classes.fault}>{t('import.left', { count: table.left })}</p>}
      <div className={classes.foot}>
        <span className={classes.said} role="status">
          {done === undefined
            ? t('import.ready', { count: events.length, all: rows.length })
            : t('import.running', { done, all: events.length })}
        </span>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={done !== undefined}
          disabled={events.length === 0 || named.data === undefined}
        >
          {t('import.submit', { count: events.length })}
        </Button>
      </div>
    </form>
  );
}

/** What the column of evidence names. */
function useCellNames({ rows }: CsvTable, columns: CsvColumns) {
  const { detail } = useCase();
  return useNamedEvidence(
    detail._id,
    rows.map((cells) => cellOf(cells, columns, 'evidence')),
  );
}

function Columns({
  table: { names, rows },
  columns,
  order,
  onColumns,
  onOrder,
}: {
  readonly table: CsvTable;
  readonly columns: CsvColumns;
  readonly order: DateOrder;
  readonly onColumns: (columns: CsvColumns) => void;
  readonly onOrder: (order: DateOrder) => void;
}) {
  const { t } = useTranslation('timeline');
  const { zone } = useMomentTexts();
  const dates = rows.map((cells) => cells[columns.date ?? ''] ?? '');
  return (
    <>
      <div className={classes.columns}>
        {csvFields.map((field) => (
          <Select
            key={field}
            label={t(`column.${field}`)}
            placeholder={t('column.none')}
            data={[...names]}
            value={columns[field] ?? null}
            clearable={field !== 'date' && field !== 'title'}
            required={field === 'date' || field === 'title'}
            onChange={(name) => {
              const { [field]: _, ...others } = columns;
              onColumns(name === null ? others : { ...others, [field]: name });
            }}
          />
        ))}
        {isAmbiguous(dates) && (
          <Select
            label={t('column.order')}
            data={(['dayFirst', 'monthFirst'] as const).map((value) => ({
              value,
              label: t(`order.${value}`),
            }))}
            value={order}
            allowDeselect={false}
            onChange={(next) => onOrder(next === 'monthFirst' ? 'monthFirst' : 'dayFirst')}
          />
        )}
      </div>
      <p className={classes.hint}>
        {t('import.zone', { zone })} {t('import.evidence')}
      </p>
    </>
  );
}

function Failures({
  outcome: { made, failed },
  onClose,
}: {
  readonly outcome: ImportOutcome;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  return (
    <div className={classes.form} data-testid="result-sheet">
      <p>{t('import.done', { count: made })}</p>
      <ul>
        {failed.map(({ place, title, error }) => (
          <li key={place} className={classes.refusal}>
            <bdi>{title}</bdi>: {text(error)}
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <Button variant="filled" onClick={onClose}>
          {word('action.close')}
        </Button>
      </div>
    </div>
  );
}
