/** The case that a promotion makes: its title, who gets it, its ratings and tags. */
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Pap, PapBadge, type Severity, SeverityBadge, type Tlp, TlpBadge } from '../../badges.tsx';
import { useFieldErrors } from '../../error-text.ts';
import { usePeople } from '../../person.tsx';
import { TagInput } from '../../tags/tag-input.tsx';
import type { AlertDetail } from '../alert-data.ts';
import classes from '../dialog.module.css';
import { useFirstFocus } from '../first-focus.ts';
import { differences, type Promotion, type Rating, type Side } from './promotion.ts';
import type { Template } from './templates.ts';

/** The form. */
export function PromoteForm({
  alert,
  template,
  value,
  refusal,
  onChange,
}: {
  readonly alert: AlertDetail;
  readonly template: Template | undefined;
  readonly value: Promotion;
  readonly refusal: unknown;
  readonly onChange: (part: Partial<Promotion>) => void;
}) {
  const { t: word } = useTranslation('words');
  const errors = useFieldErrors()(refusal);
  const first = useFirstFocus<HTMLInputElement>();
  const people = [...usePeople().values()].filter(({ locked }) => !locked);
  return (
    <>
      <TextInput
        label={word('field.title')}
        error={errors.title}
        leftSection={
          template?.titlePrefix === undefined ? undefined : (
            <bdi className={`sk-mono ${classes.prefix}`}>{template.titlePrefix}</bdi>
          )
        }
        leftSectionWidth={
          template?.titlePrefix === undefined ? undefined : template.titlePrefix.length * 8 + 18
        }
        value={value.title}
        onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
        ref={first}
        data-autofocus
      />
      <Select
        label={word('field.assignee')}
        error={errors.assignee}
        searchable
        data={people.map(({ login, name }) => ({ value: login, label: name }))}
        value={value.assignee}
        onChange={(assignee) => onChange({ assignee })}
      />
      <Differences
        alert={alert}
        template={template}
        sides={value.sides}
        onChange={(sides) => onChange({ sides })}
      />
      <TagInput
        label={word('field.tags')}
        error={errors.tags}
        value={[...value.tags]}
        onChange={(tags) => onChange({ tags })}
        splitChars={[',']}
      />
    </>
  );
}

/** Ratings that alert and template see differently: one of both is chosen for each. */
function Differences({
  alert,
  template,
  sides,
  onChange,
}: {
  readonly alert: AlertDetail;
  readonly template: Template | undefined;
  readonly sides: Promotion['sides'];
  readonly onChange: (sides: Promotion['sides']) => void;
}) {
  const { t } = useTranslation('alerts');
  const names = differences(alert, template);
  if (template === undefined || names.length === 0) return null;
  return (
    <div className={classes.card}>
      <h3 className={classes.cardTitle}>
        {t('promote.differ')} <span className={classes.quiet}>{t('promote.choose')}</span>
      </h3>
      {names.map((name) => (
        <fieldset key={name} className={classes.differ}>
          <legend className="sk-hidden">{t(`rating.${name}`)}</legend>
          <span aria-hidden="true">{t(`rating.${name}`)}</span>
          {(['alert', 'template'] as const).map((side) => (
            <label key={side} className={classes.option}>
              <input
                type="radio"
                name={`rating-${name}`}
                checked={(sides[name] ?? 'alert') === side}
                onChange={() => onChange({ ...sides, [name]: side })}
              />
              <RatingBadge name={name} value={ratingOf(side, name, alert, template)} />
              <span className={classes.quiet}>{t(`promote.side.${side}`)}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function ratingOf(side: Side, name: Rating, alert: AlertDetail, template: Template): number {
  return side === 'template' ? (template[name] ?? alert[name]) : alert[name];
}

function RatingBadge({ name, value }: { readonly name: Rating; readonly value: number }) {
  if (name === 'severity') return <SeverityBadge severity={value as Severity} word />;
  return name === 'tlp' ? <TlpBadge tlp={value as Tlp} /> : <PapBadge pap={value as Pap} />;
}
