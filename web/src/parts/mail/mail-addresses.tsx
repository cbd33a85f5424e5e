/** People in the head of a mail: their names as the mail gives them, their addresses defanged. */
import { ObservableValue } from '../observable-value.tsx';
import classes from './mail.module.css';
import type { MailAddress } from './mail-data.ts';

/** Most addresses listed; the number of the others follows. */
const mostShown = 10;

/** A line of the head; nothing when nobody stands in it. */
export function MailAddresses({
  label,
  addresses,
}: {
  readonly label: string;
  readonly addresses: readonly MailAddress[];
}) {
  if (addresses.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd className={classes.addresses}>
        {addresses.slice(0, mostShown).map(({ name, address }) => (
          <span key={`${name ?? ''} ${address}`} className={classes.address}>
            {name !== undefined && name !== '' && <bdi>{name}</bdi>}
            <ObservableValue dataType="mail" value={address} />
          </span>
        ))}
        {addresses.length > mostShown && (
          <span className={classes.quiet}>+{addresses.length - mostShown}</span>
        )}
      </dd>
    </>
  );
}
