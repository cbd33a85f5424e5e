/** One line of what came of an import: taken, taken in part, or refused, said by shape, colour and word. */
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './file-import.module.css';

const marks = {
  taken: { tone: 'good', Icon: IconCheck },
  partial: { tone: 'warn', Icon: IconAlertTriangle },
  refused: { tone: 'bad', Icon: IconX },
} as const;

/** How far something was taken. */
export type Taken = keyof typeof marks;

/** The list around the lines. */
export function ResultList({ children }: { readonly children: ReactNode }) {
  return <ul className={classes.results}>{children}</ul>;
}

/** The line; `aside` stands at its end, `details` below it. */
export function ResultLine({
  taken,
  name,
  aside,
  details = [],
}: {
  readonly taken: Taken;
  readonly name: string;
  readonly aside?: ReactNode;
  readonly details?: readonly string[];
}) {
  const { t } = useTranslation('catalogues');
  const { tone, Icon } = marks[taken];
  return (
    <li>
      <span className={classes.mark} data-tone={tone}>
        <Icon size={16} stroke={1.8} aria-hidden="true" />
        <span className="sk-hidden">{t(`taken.${taken}`)}</span>
      </span>
      <bdi>{name}</bdi>
      {aside ?? <span />}
      {details.length > 0 && (
        <ul className={classes.details}>
          {details.map((detail) => (
            <li key={detail}>
              <bdi>{detail}</bdi>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
