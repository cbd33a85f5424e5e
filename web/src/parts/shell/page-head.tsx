/**
 * What a screen says of itself in the top bar: the way to it, its name, and marks that belong beside the name. The bar
 * belongs to the frame, so the screen's words are put into it from below.
 */
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { createContext, Fragment, type ReactNode, useContext, useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import classes from './page-head.module.css';

const SlotContext = createContext<HTMLElement | null>(null);

/** Gives the screens below the place in the bar; null until the bar is drawn. */
export const PageHeadSlot = SlotContext.Provider;

/** A screen above this one. */
export interface Crumb {
  readonly label: string;
  readonly link: LinkProps;
}

/**
 * Names the screen, in the bar and in the browser's tab. The bar shows `title` as the heading of the page; a screen
 * with a heading of its own gives a short `label` to show instead, e.g. `#42`. `children` stand beside the name.
 */
export function PageHead({
  title,
  crumbs = [],
  label,
  children,
}: {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly label?: string;
  readonly children?: ReactNode;
}) {
  const slot = useContext(SlotContext);
  useEffect(() => {
    document.title = `${title} · Skep`;
  }, [title]);
  if (slot === null) return null;
  return createPortal(
    <>
      <Way crumbs={crumbs} />
      {label === undefined ? (
        <h1 className={classes.name}>
          <bdi>{title}</bdi>
        </h1>
      ) : (
        <span className={classes.name} aria-current="page">
          <bdi>{label}</bdi>
        </span>
      )}
      {children !== undefined && <div className={classes.beside}>{children}</div>}
    </>,
    slot,
  );
}

/** The screens above, as links; on a phone the nearest one as a way back. */
function Way({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const { t } = useTranslation('shell');
  const nearest = crumbs.at(-1);
  if (nearest === undefined) return null;
  return (
    <nav className={classes.way} aria-label={t('crumbs')}>
      {crumbs.map(({ label, link }) => (
        <Fragment key={label}>
          <Link {...link} className={classes.crumb}>
            <bdi>{label}</bdi>
          </Link>
          <IconChevronRight className={classes.then} size={14} stroke={1.6} aria-hidden="true" />
        </Fragment>
      ))}
      <Link {...nearest.link} className={classes.back} aria-label={nearest.label}>
        <IconChevronLeft size={20} stroke={1.6} aria-hidden="true" />
      </Link>
    </nav>
  );
}
