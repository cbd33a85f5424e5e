/** A value of a field in the history, in the words and marks it has elsewhere. */
import { defangText } from '@skep/sdk/indicators';
import { useTranslation } from 'react-i18next';
import { type Pap, PapBadge, type Severity, SeverityBadge, Tag, type Tlp, TlpBadge } from '../badges.tsx';
import { Person } from '../person.tsx';
import { Duration, Moment } from '../time.tsx';
import { textsIn } from './bursts.ts';
import { AccessValue, LinkValue } from './case-values.tsx';
import { EvidenceValue } from './evidence-value.tsx';
import classes from './history.module.css';

/** Longest text that is shown in a line, in characters. */
const longest = 160;

/** The value of a field of a kind of object. */
export function FieldValue({
  entity,
  field,
  value,
}: {
  readonly entity: string;
  readonly field: string;
  readonly value: unknown;
}) {
  const { t } = useTranslation('words');
  if (value === null || value === undefined || value === '' || isEmptyList(value))
    return <span className={classes.empty}>{t('duration.none')}</span>;
  if (entity === 'Case' && field === 'access') return <AccessValue value={value} />;
  if (entity === 'Case' && field === 'link') return <LinkValue value={value} />;
  if (typeof value === 'boolean') return <>{value ? t('yes') : t('no')}</>;
  if (typeof value === 'number') return <NumberValue field={field} value={value} />;
  if (entity === 'CustomEvent' && field === 'evidence' && textsIn(value).length > 0)
    return <EvidenceValue ids={textsIn(value)} />;
  if (Array.isArray(value)) return <Tags values={value} />;
  if (typeof value === 'string') return <TextValue entity={entity} field={field} value={value} />;
  return <bdi className={classes.text}>{cut(partsIn(value))}</bdi>;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function NumberValue({ field, value }: { readonly field: string; readonly value: number }) {
  if (field === 'severity' && isOneOf([1, 2, 3, 4], value))
    return <SeverityBadge severity={value as Severity} word />;
  if (field === 'tlp' && isOneOf([0, 1, 2, 3, 4], value)) return <TlpBadge tlp={value as Tlp} />;
  if (field === 'pap' && isOneOf([0, 1, 2, 3], value)) return <PapBadge pap={value as Pap} />;
  if (/(?:Date|At)$|^date$|^includeInTimeline$/.test(field)) return <Moment at={value} />;
  if (/^(?:time|handling)/.test(field)) return <Duration milliseconds={value} />;
  return <>{value}</>;
}

function TextValue({
  entity,
  field,
  value,
}: {
  readonly entity: string;
  readonly field: string;
  readonly value: string;
}) {
  const { t } = useTranslation('words');
  if (field === 'assignee') return <Person login={value} />;
  if (field === 'status') {
    const words = entity === 'Task' ? 'taskStatus' : entity === 'Alert' ? 'alertStatus' : 'caseStatus';
    return <>{t(`${words}.${value}` as 'caseStatus.New', { defaultValue: value })}</>;
  }
  return <bdi className={classes.text}>{cut(value)}</bdi>;
}

function Tags({ values }: { readonly values: readonly unknown[] }) {
  return (
    <span className={classes.tags}>
      {values.map((value) => (
        <Tag key={String(value)} name={typeof value === 'string' ? value : JSON.stringify(value)} />
      ))}
    </span>
  );
}

function isOneOf(values: readonly number[], value: number): boolean {
  return values.includes(value);
}

function cut(text: string): string {
  return defangText(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** The parts of an object by their names: `organisation: beta, profile: analyst`. */
function partsIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`)
    .join(', ');
}
