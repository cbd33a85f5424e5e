/** One result: its name, where it stands, and the passage that holds the words. */
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Severity, SeverityBadge, StageMark } from '../../parts/badges.tsx';
import { ObservableValue } from '../../parts/observable-value.tsx';
import { markedText, type Piece, passageOf } from '../../parts/shell/passage.ts';
import type { Found } from '../../parts/shell/search-kinds.ts';
import { Moment } from '../../parts/time.tsx';
import classes from './search.module.css';

const severities: readonly Severity[] = [1, 2, 3, 4];

/** A line of the list. */
export function ResultRow({ found, words }: { readonly found: Found; readonly words: string }) {
  const { link, path, texts, at, severity, status } = found;
  const known = severities.find((one) => one === severity);
  const name = <Name found={found} words={words} />;
  return (
    <li className={classes.result}>
      <div className={classes.line}>
        {known !== undefined && <SeverityBadge severity={known} />}
        {link === undefined ? (
          <span className={classes.name}>{name}</span>
        ) : (
          <Link {...link} className={classes.name}>
            {name}
          </Link>
        )}
        {status !== undefined && <StageMark kind={status.kind} stage={status.stage} status={status.name} />}
        <span className={classes.time}>
          <Moment at={at} />
        </span>
      </div>
      <Way path={path} />
      <Passage pieces={passageOf(texts, words)} />
    </li>
  );
}

function Name({ found, words }: { readonly found: Found; readonly words: string }): ReactNode {
  const { t } = useTranslation('shell');
  const { dataType, number, title } = found;
  if (dataType !== undefined) return <ObservableValue dataType={dataType} value={title} />;
  return (
    <>
      {number !== undefined && <span className={classes.number}>#{number} </span>}
      <bdi>{title === '' ? t('search.noTitle') : <Marked pieces={markedText(title, words)} />}</bdi>
    </>
  );
}

function Way({ path }: { readonly path: Found['path'] }) {
  if (path.length === 0) return null;
  return (
    <p className={classes.way}>
      {path.map(({ kind, text }, index) => (
        <Fragment key={kind}>
          {index > 0 && <IconChevronRight size={13} stroke={1.6} aria-hidden="true" />}
          <bdi className="sk-ellipsis">{text}</bdi>
        </Fragment>
      ))}
    </p>
  );
}

function Passage({ pieces }: { readonly pieces: readonly Piece[] }) {
  if (pieces.length === 0) return null;
  return (
    <p className={classes.passage}>
      <bdi>
        <Marked pieces={pieces} />
      </bdi>
    </p>
  );
}

/** Pieces keep their order, so that their places name them. */
function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map(({ text, marked }, place) => {
    const key = `${place} ${text}`;
    return marked ? <mark key={key}>{text}</mark> : <Fragment key={key}>{text}</Fragment>;
  });
}
