/** The axis above the lanes: days and times in the reader's zone, and how much time is folded. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chart.module.css';
import { type Scale, ticksOf } from './scale.ts';
import { useMomentTexts } from './use-moment-text.ts';

/** The axis. */
export function Axis({
  scale,
  from,
  to,
}: {
  readonly scale: Scale;
  /** Marks in this stretch are drawn. */
  readonly from: number;
  readonly to: number;
}) {
  const { t } = useTranslation('timeline');
  const texts = useMomentTexts();
  const ticks = useMemo(() => ticksOf(scale, texts.ahead), [scale, texts]);
  return (
    <div className={classes.axis}>
      <span className={classes.zone} title={texts.zone}>
        {texts.zone}
      </span>
      <div className={classes.ticks}>
        {ticks
          .filter(({ x }) => x >= from && x <= to)
          .map(({ x, at, newDay }) => (
            <span key={at} className={classes.tick} style={{ left: x }} aria-hidden="true">
              <span className={classes.day}>{newDay ? texts.day(at) : ''}</span>
              <span>{texts.time(at)}</span>
            </span>
          ))}
        {scale.stretches
          .filter(({ folded }) => folded)
          .map(({ from, to, x, width }) => (
            <span
              key={from}
              className={classes.foldName}
              style={{ left: x, width }}
              title={t('folded', { span: texts.span(to - from) })}
            >
              <span className={classes.foldText}>{texts.span(to - from)}</span>
              <span className="sk-hidden">{t('folded', { span: texts.span(to - from) })}</span>
            </span>
          ))}
      </div>
    </div>
  );
}
