/** A block of what is known of an alert: its heading with a count, an act at the right, and its content. */
import { createContext, type ReactNode, useContext, useId } from 'react';
import classes from './alert.module.css';

const LevelContext = createContext<2 | 3>(3);

/** Tells the blocks below how deep they stand: the second level on a page, the third below the title of a preview. */
export const SectionLevel = LevelContext.Provider;

/** The block. */
export function Section({
  title,
  count,
  end,
  children,
}: {
  readonly title: string;
  readonly count?: ReactNode;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  const Heading = `h${useContext(LevelContext)}` as const;
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.heading}>
        <Heading id={id} className={classes.sectionTitle}>
          {title}
        </Heading>
        {count !== undefined && <span className={classes.count}>{count}</span>}
        {end !== undefined && <span className={classes.end}>{end}</span>}
      </div>
      {children}
    </section>
  );
}
