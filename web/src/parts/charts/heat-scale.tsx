/** What the grounds of a heat map stand for. */
import classes from './charts.module.css';

const places = [0, 1, 2, 3, 4, 5] as const;

/** From nothing to the most. */
export function HeatScale({ most }: { readonly most: number }) {
  return (
    <span className={classes.scale}>
      0
      {places.map((place) => (
        <span key={place} style={{ backgroundColor: `var(--sk-r${place})` }} aria-hidden="true" />
      ))}
      {most}
    </span>
  );
}
