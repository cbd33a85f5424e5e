/** What a record of a change is about: its name, defanged when it is an observable, else its id. */
import { ObservableValue } from '../../../parts/observable-value.tsx';
import { type AuditRow, datumOf, nameOf } from './audit-row.ts';

/** The object. */
export function AuditObject({ row }: { readonly row: AuditRow }) {
  const datum = datumOf(row);
  if (datum !== undefined) return <ObservableValue {...datum} />;
  return <bdi className="sk-ellipsis">{nameOf(row) ?? row.objectId}</bdi>;
}
