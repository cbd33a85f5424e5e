/** The neurons as a table. */
import { IconAlertCircle, IconCircleCheck, IconCircleDashed, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUsualDurations } from '../../parts/engine/usual-durations.ts';
import { Duration } from '../../parts/time.tsx';
import { type Entry, stateOf } from './catalogue-entries.ts';
import classes from './engine.module.css';

const glyphs = {
  enabled: IconCircleCheck,
  off: IconCircleDashed,
  needs: IconKey,
  failing: IconAlertCircle,
} as const;

/** The table. */
export function NeuronTable({
  entries,
  current,
  onChoose,
}: {
  readonly entries: readonly Entry[];
  readonly current: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const usual = new Map([...useUsualDurations('job'), ...useUsualDurations('action')]);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{word('field.name')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.destination')}</th>
          <th scope="col" className={classes.number}>
            {t('column.runs')}
          </th>
          <th scope="col" className={classes.number}>
            {t('column.failed')}
          </th>
          <th scope="col" className={classes.number}>
            {t('column.usual')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <NeuronRow
            key={entry.offer.id}
            entry={entry}
            usual={usual.get(entry.offer.id)}
            current={entry.offer.id === current}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}

function NeuronRow({
  entry,
  usual,
  current,
  onChoose,
}: {
  readonly entry: Entry;
  /** How long a run takes as a rule, in milliseconds. */
  readonly usual: number | undefined;
  readonly current: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('engine');
  const { offer, usage, update } = entry;
  const state = stateOf(entry);
  const Glyph = glyphs[state];
  return (
    <tr data-current={current}>
      <td>
        <button
          type="button"
          className={classes.name}
          onClick={() => onChoose(offer.id)}
          aria-current={current}
        >
          <bdi>{offer.name}</bdi> <span className={classes.types}>{offer.dataTypes.join(' ')}</span>
        </button>
        <bdi className={classes.about} title={offer.description}>
          {offer.description}
        </bdi>
      </td>
      <td>
        <span className={classes.state} data-state={state}>
          <Glyph size={15} stroke={1.6} aria-hidden="true" />
          {t(`state.${state}`)}
        </span>
        {update !== undefined && (
          <span className={classes.update}>{t('state.update', { version: update.version })}</span>
        )}
      </td>
      <td>
        <bdi>{destinationText(offer.destination, t('staysHere'))}</bdi>
      </td>
      <td className={classes.number}>{usage.runs === 0 ? '–' : usage.runs}</td>
      <td className={classes.number}>
        {usage.runs === 0 ? '–' : `${Math.round((100 * usage.failed) / usage.runs)} %`}
      </td>
      <td className={classes.number}>{usual === undefined ? '–' : <Duration milliseconds={usual} />}</td>
    </tr>
  );
}

function destinationText(destination: string | null | undefined, here: string): string {
  return destination === undefined || destination === null || destination === '' ? here : destination;
}
