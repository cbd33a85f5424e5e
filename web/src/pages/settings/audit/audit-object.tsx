/** What a record of a change is about: its name, defanged when it is an observable, else its id. */
import { ObservableValue } from '../../../parts/observable-value.tsx';
import { datumOf, type NamedRow, nameOf } from './audit-row.ts';
import { useNamed } from './object-names.tsx';

/** The object. */
export function AuditObject({ row: recorded }: { readonly row: NamedRow }) {
  const row = useNamed(recorded);
  const datum = datumOf(row);
  if (datum !== undefined) return <ObservableValue {...datum} />;
  return <bdi className="sk-ellipsis">{nameOf(row) ?? row.objectId}</bdi>;
}
