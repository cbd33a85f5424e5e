/** What of a case stands in the top bar of a phone: how severe it is, who else is in it, and all that can be done. */
import { usePhone } from '../../../ui/phone.ts';
import { CaseActsMenu } from './acts.tsx';
import classes from './header.module.css';
import { SeverityPick } from './picks.tsx';
import { PresenceMarks } from './presence-marks.tsx';

/** The marks; nothing on a larger screen, whose header has them. */
export function PhoneHead() {
  if (!usePhone()) return null;
  return (
    <span className={classes.phoneHead}>
      <SeverityPick />
      <PresenceMarks />
      <CaseActsMenu />
    </span>
  );
}
