/** The neurons as a table. */
import { IconAlertCircle, IconCircleCheck, IconCircleDashed, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './engine.module.css';
import { type Neuron, needsSettings } from './neuron-data.ts';

/** Share of failed runs from which a neuron counts as failing. */
const failingFrom = 0.25;

/** How a neuron stands. */
export type NeuronState = 'enabled' | 'off' | 'needs' | 'failing';

/** How a neuron stands. */
export function stateOf({ offer, enabled, usage }: Neuron): NeuronState {
  if (enabled === undefined) return needsSettings(offer) ? 'needs' : 'off';
  return usage.runs > 3 && usage.failed / usage.runs >= failingFrom ? 'failing' : 'enabled';
}

const glyphs = {
  enabled: IconCircleCheck,
  off: IconCircleDashed,
  needs: IconKey,
  failing: IconAlertCircle,
} as const;

/** The table. */
export function NeuronTable({
  neurons,
  current,
  onChoose,
}: {
  readonly neurons: readonly Neuron[];
  readonly current: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
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
        </tr>
      </thead>
      <tbody>
        {neurons.map((neuron) => (
          <NeuronRow
            key={neuron.offer.id}
            neuron={neuron}
            current={neuron.offer.id === current}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}

function NeuronRow({
  neuron,
  current,
  onChoose,
}: {
  readonly neuron: Neuron;
  readonly current: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('engine');
  const { offer, usage } = neuron;
  const state = stateOf(neuron);
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
      </td>
      <td>
        <bdi>{destinationText(offer.destination, t('staysHere'))}</bdi>
      </td>
      <td className={classes.number}>{usage.runs === 0 ? '–' : usage.runs}</td>
      <td className={classes.number}>
        {usage.runs === 0 ? '–' : `${Math.round((100 * usage.failed) / usage.runs)} %`}
      </td>
    </tr>
  );
}

function destinationText(destination: string | null | undefined, here: string): string {
  return destination === undefined || destination === null || destination === '' ? here : destination;
}
