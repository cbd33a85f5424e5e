/** Going back in time: the case as the team knew it at a moment, for reviews and hand-over. */
import { Button, Slider } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { knownMoments, type TimelineEvent } from './events.ts';
import classes from './replay.module.css';
import { useMomentTexts } from './use-moment-text.ts';

/** The slider: each step is a moment at which something became known, the last one is now. */
export function ReplaySlider({
  events,
  asOf,
  onChange,
}: {
  readonly events: readonly TimelineEvent[];
  /** Undefined: as of now. */
  readonly asOf: number | undefined;
  readonly onChange: (asOf: number | undefined) => void;
}) {
  const { t } = useTranslation('timeline');
  const { full } = useMomentTexts();
  const moments = knownMoments(events);
  const last = moments.length;
  const place = asOf === undefined ? last : Math.max(0, moments.filter((at) => at <= asOf).length - 1);
  const [step, setStep] = useStepOf(place, asOf);
  const textAt = (one: number): string => {
    const at = moments[one];
    return at === undefined ? t('replay.now') : full(at);
  };
  if (moments.length < 2) return null;
  return (
    <div className={classes.replay}>
      <span className={classes.name} id="timeline-as-of">
        {t('replay.label')}
      </span>
      <Slider
        className={classes.slider ?? ''}
        size="sm"
        min={0}
        max={last}
        step={1}
        value={step}
        label={textAt}
        thumbLabel={t('replay.label')}
        thumbProps={{ 'aria-valuetext': textAt(step) }}
        onChange={(next) => {
          setStep(next, moments[next]);
          onChange(moments[next]);
        }}
      />
      <output className={classes.moment}>{asOf === undefined ? t('replay.now') : full(asOf)}</output>
    </div>
  );
}

/** The step of the slider. The address follows a moment later: the thumb must neither wait for it nor jump back. */
function useStepOf(place: number, asOf: number | undefined) {
  const [step, setStep] = useState(place);
  const sent = useRef(asOf);
  useEffect(() => {
    if (asOf === sent.current) return;
    sent.current = asOf;
    setStep(place);
  }, [asOf, place]);
  const choose = (next: number, at: number | undefined): void => {
    sent.current = at;
    setStep(next);
  };
  return [step, choose] as const;
}

/** Says that something is missing on purpose, and leads back. */
export function ReplayBanner({
  asOf,
  hidden,
  onNow,
}: {
  readonly asOf: number;
  /** Events that were not known then. */
  readonly hidden: number;
  readonly onNow: () => void;
}) {
  const { t } = useTranslation('timeline');
  const { full, zone } = useMomentTexts();
  return (
    <div className={classes.banner} role="status" data-testid="replay-banner">
      <IconHistory size={16} stroke={1.6} aria-hidden="true" />
      <span>
        {t('replay.banner', { moment: `${full(asOf)} (${zone})` })} {t('replay.hidden', { count: hidden })}
      </span>
      <Button size="compact-sm" className={classes.back ?? ''} onClick={onNow}>
        {t('replay.back')}
      </Button>
    </div>
  );
}
