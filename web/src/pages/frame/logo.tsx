/** The mark of the product in the accent of the colour scheme: the bars of a straw hive with its door. */

/** 26 pixels; its name stands beside it. */
export function Logo() {
  return (
    <svg width="26" height="26" viewBox="0 0 24 24" fill="var(--sk-accent)" aria-hidden="true">
      <rect x="9" y="2.5" width="6" height="3.4" rx="1.7" />
      <rect x="6.5" y="7.2" width="11" height="3.4" rx="1.7" />
      <rect x="4" y="11.9" width="16" height="3.4" rx="1.7" />
      <rect x="2" y="16.6" width="7.6" height="3.9" rx="1.7" />
      <rect x="14.4" y="16.6" width="7.6" height="3.9" rx="1.7" />
    </svg>
  );
}
