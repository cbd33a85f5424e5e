/** The marks of severity, TLP, PAP, stage, level and tags. Each says its meaning by shape and word, never by colour alone. */
import { Tooltip } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './badges.module.css';
import { useTagLook } from './tags/tag-looks.tsx';

/** 1 low to 4 critical. */
export type Severity = 1 | 2 | 3 | 4;
/** 0 clear, 1 green, 2 amber, 3 amber+strict, 4 red. */
export type Tlp = 0 | 1 | 2 | 3 | 4;
/** 0 clear, 1 green, 2 amber, 3 red. */
export type Pap = 0 | 1 | 2 | 3;
/** Stage of an alert or a case. */
export type Stage = 'New' | 'InProgress' | 'Imported' | 'Closed';
/** How bad a report finds something. */
export type Level = 'info' | 'safe' | 'suspicious' | 'malicious';

/** One to four bars and a letter, or the whole word where there is room. */
export function SeverityBadge({
  severity,
  word = false,
}: {
  readonly severity: Severity;
  readonly word?: boolean;
}) {
  const { t } = useTranslation('words');
  const name = t(`severity.${severity}`);
  return (
    <span className={classes.severity} data-severity={severity} title={word ? undefined : name}>
      <svg className={classes.bars} viewBox="0 0 14 12" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 3.6}
            y={12 - bar * 3}
            width="2.6"
            height={bar * 3}
            rx="0.6"
            opacity={bar <= severity ? 1 : 0.28}
          />
        ))}
      </svg>
      {word ? (
        name
      ) : (
        <>
          <span aria-hidden="true">{t(`severityLetter.${severity}`)}</span>
          <span className="sk-hidden">{name}</span>
        </>
      )}
    </span>
  );
}

const tlpHue: readonly string[] = ['clear', 'green', 'amber', 'amber', 'red'];
const papHue: readonly string[] = ['clear', 'green', 'amber', 'red'];

/** The standard's colour on black, in both schemes. */
export function TlpBadge({ tlp }: { readonly tlp: Tlp }) {
  const { t } = useTranslation('words');
  return (
    <Tooltip label={t(`tlpRule.${tlp}`)}>
      <span className={classes.tlp} data-hue={tlpHue[tlp]}>
        TLP:{t(`tlp.${tlp}`)}
      </span>
    </Tooltip>
  );
}

/** An outline with a shield, so that it is never taken for a TLP. */
export function PapBadge({ pap }: { readonly pap: Pap }) {
  const { t } = useTranslation('words');
  return (
    <Tooltip label={t(`papRule.${pap}`)}>
      <span className={classes.pap} data-hue={papHue[pap]}>
        <svg className={classes.glyph} viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M8 1.8 13.2 3.6v4.2c0 3.2-2.2 5.3-5.2 6.4-3-1.1-5.2-3.2-5.2-6.4V3.6z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        </svg>
        PAP:{t(`pap.${pap}`)}
      </span>
    </Tooltip>
  );
}

/** How a closed object ended: decides the glyph of its stage. */
export type Outcome = 'truePositive' | 'harmless' | 'other';

/** How the closed statuses that every instance starts with ended. */
export function outcomeOf(status: string): Outcome {
  if (status === 'TruePositive') return 'truePositive';
  return status === 'FalsePositive' ? 'harmless' : 'other';
}

/** Ring, half ring, arrow or disc; alone, or with the name of the status. */
export function StageMark({
  stage,
  status,
  kind,
  word = true,
}: {
  readonly stage: Stage;
  readonly status: string;
  readonly kind: 'alert' | 'case';
  readonly word?: boolean;
}) {
  const { t } = useTranslation('words');
  const name = t(`${kind}Status.${status}` as 'alertStatus.New', { defaultValue: status });
  const shape = stage === 'Closed' ? outcomeOf(status) : stage;
  return (
    <span className={classes.stage} data-shape={shape} title={word ? undefined : name}>
      <StageGlyph shape={shape} />
      {word ? name : <span className="sk-hidden">{name}</span>}
    </span>
  );
}

function StageGlyph({ shape }: { readonly shape: Exclude<Stage, 'Closed'> | Outcome }) {
  const ring = { cx: 8, cy: 8, r: 5.6, fill: 'none', stroke: 'currentColor', strokeWidth: 1.7 } as const;
  return (
    <svg className={classes.glyph} viewBox="0 0 16 16" aria-hidden="true">
      {shape === 'New' && <circle {...ring} strokeDasharray="2.2 2.2" />}
      {shape === 'InProgress' && (
        <>
          <circle {...ring} />
          <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" />
        </>
      )}
      {shape === 'Imported' && (
        <>
          <circle {...ring} />
          <path d="M5.4 8h5M8.4 5.8 10.6 8l-2.2 2.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </>
      )}
      {shape === 'truePositive' && (
        <>
          <circle cx="8" cy="8" r="6.2" fill="currentColor" />
          <path d="m5.2 8.2 2 2 3.6-4.2" fill="none" stroke="var(--sk-surface)" strokeWidth="1.6" />
        </>
      )}
      {shape === 'harmless' && (
        <>
          <circle {...ring} />
          <path d="m5.4 8.1 1.9 1.9 3.3-3.9" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </>
      )}
      {shape === 'other' && (
        <>
          <circle {...ring} />
          <path d="M5.2 8h5.6" stroke="currentColor" strokeWidth="1.6" />
        </>
      )}
    </svg>
  );
}

/** Circle, square, triangle or octagon; a dotted circle where nothing was analysed. */
export function LevelGlyph({ level }: { readonly level: Level | undefined }) {
  return (
    <svg className={classes.glyph} viewBox="0 0 16 16" aria-hidden="true" data-level={level ?? 'none'}>
      {level === undefined && (
        <circle
          cx="8"
          cy="8"
          r="6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray="1.9 2.1"
        />
      )}
      {level === 'info' && (
        <>
          <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 7.2v4M8 4.6v1" stroke="currentColor" strokeWidth="1.6" />
        </>
      )}
      {level === 'safe' && (
        <>
          <rect
            x="2"
            y="2"
            width="12"
            height="12"
            rx="3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
          <path d="m5 8.2 2.1 2.1L11 6" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </>
      )}
      {level === 'suspicious' && (
        <>
          <path
            d="M8 2 14.6 13.6H1.4z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
          <path d="M8 6.4v3.4M8 11v1.2" stroke="currentColor" strokeWidth="1.5" />
        </>
      )}
      {level === 'malicious' && (
        <>
          <path d="M5.3 1.6h5.4l3.7 3.7v5.4l-3.7 3.7H5.3l-3.7-3.7V5.3z" fill="currentColor" />
          <path d="m5.6 5.6 4.8 4.8M10.4 5.6l-4.8 4.8" stroke="var(--sk-surface)" strokeWidth="1.6" />
        </>
      )}
    </svg>
  );
}

/** A tag with the colour of its taxonomy; long ones are cut, and whole with their meaning in the tooltip. */
export function Tag({ name }: { readonly name: string }) {
  const { colour, meaning } = useTagLook(name) ?? {};
  return (
    <bdi className={classes.tag} title={meaning === undefined ? name : `${name}\n${meaning}`}>
      {colour !== undefined && (
        <span
          className={classes.tagColour}
          style={{ '--tag-colour': colour } as CSSProperties}
          aria-hidden="true"
        />
      )}
      {name}
    </bdi>
  );
}
