/** Who else is in this case now, and where. */
import { useTranslation } from 'react-i18next';
import { type PresentPerson, useOthersHere } from '../../../parts/editing/presence.tsx';
import { Avatar } from '../../../parts/person.tsx';
import { isSection } from '../sections.ts';
import classes from './header.module.css';

/** Most people that are drawn; the number of the others follows. */
const mostShown = 5;

/** The marks; nothing when nobody else is here. */
export function PresenceMarks() {
  const { t } = useTranslation('cases');
  const others = useOthersHere();
  const place = usePlaceText();
  if (others.length === 0) return null;
  const text = others.slice(0, 2).map(place).join(', ');
  return (
    <span className={classes.presence} data-testid="presence">
      <span className="sk-hidden">{t('presence.label')}</span>
      {others.slice(0, mostShown).map((person) => (
        <span key={person.login} className={classes.present} title={place(person)}>
          <Avatar login={person.login} name={person.name} />
        </span>
      ))}
      {others.length > mostShown && <span>+{others.length - mostShown}</span>}
      <bdi className={`${classes.where} sk-ellipsis`} title={others.map(place).join(', ')}>
        {text}
      </bdi>
    </span>
  );
}

function usePlaceText(): (person: PresentPerson) => string {
  const { t } = useTranslation('cases');
  return ({ name, doing, field = '' }) => {
    const section = field.replace(/^section:/, '');
    if (doing === 'editing') return t('presence.editing', { name });
    return isSection(section) ? t('presence.in', { name, section: t(`section.${section}`) }) : name;
  };
}
