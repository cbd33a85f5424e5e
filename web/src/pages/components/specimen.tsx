/** How the catalogue sets out what it shows: groups with an anchor, and in each the states of a component by name. */
import type { ReactNode } from 'react';
import classes from './components.module.css';

/** Some components that belong together. */
export function Group({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} className={classes.group} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={classes.groupTitle}>
        {title}
      </h2>
      <div className={classes.specimens}>{children}</div>
    </section>
  );
}

/** One component in one or several states. `wide` takes the whole line. */
export function Specimen({
  name,
  wide = false,
  children,
}: {
  readonly name: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <figure className={classes.specimen} data-wide={wide || undefined}>
      <figcaption className={classes.name}>{name}</figcaption>
      <div className={classes.shown}>{children}</div>
    </figure>
  );
}
