/** Objects as a table: the latest of a list, with chosen fields. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useFilterWords } from '../../parts/list/filter-words.ts';
import { Ago } from '../../parts/time.tsx';
import classes from './dashboards.module.css';
import { isObject, type JsonObject, type Widget } from './definition.ts';
import { entityOf } from './entities.ts';
import { useFilterReading } from './use-filter-words.ts';

const usualColumns = ['title', '_createdAt'];

/** The table. */
export function ObjectTable({ widget, objects }: { readonly widget: Widget; readonly objects: unknown }) {
  const { t } = useTranslation('dashboards');
  const entity = entityOf(widget.series[0]?.list ?? '');
  const vocabulary = useFilterReading(entity).context?.vocabulary;
  const words = useFilterWords(entity.name, vocabulary);
  const columns = widget.columns ?? usualColumns;
  const rows = Array.isArray(objects) ? objects.filter(isObject) : [];
  if (rows.length === 0) return <p className={classes.none}>{t('widget.empty')}</p>;
  const headOf = (name: string): string => {
    const field = vocabulary?.byName.get(name.toLowerCase());
    return field === undefined ? name : words.field(field);
  };
  return (
    <table className={classes.objects} aria-label={widget.title}>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {headOf(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row._id)}>
            {columns.map((name, place) => (
              <td key={name}>
                {place === 0 ? (
                  <Opened row={row} name={name} entity={entity.name} />
                ) : (
                  <Value
                    value={row[name]}
                    field={name}
                    word={(text) => {
                      const field = vocabulary?.byName.get(name.toLowerCase());
                      return field === undefined ? text : words.value(field, text);
                    }}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Opened({
  row,
  name,
  entity,
}: {
  readonly row: JsonObject;
  readonly name: string;
  readonly entity: string;
}) {
  const { organisation = '' } = useApi();
  const text = String(row[name] ?? row._id);
  if (entity === 'alert')
    return (
      <Link
        to="/o/$organisation/alerts/$alertId"
        params={{ organisation, alertId: String(row._id) }}
        search={{}}
      >
        <bdi>{text}</bdi>
      </Link>
    );
  if (entity === 'case')
    return (
      <Link
        to="/o/$organisation/cases/$number"
        params={{ organisation, number: String(row.number) }}
        search={{}}
      >
        <bdi>{text}</bdi>
      </Link>
    );
  return <bdi>{text}</bdi>;
}

/** Numbers of this size are moments. */
const firstMoment = 1e11;

function Value({
  value,
  field,
  word,
}: {
  readonly value: unknown;
  readonly field: string;
  readonly word: (text: string) => string;
}) {
  if (typeof value === 'number' && value > firstMoment && !/^timeTo/.test(field)) return <Ago at={value} />;
  if (value === undefined || value === null || typeof value === 'object')
    return <bdi>{Array.isArray(value) ? value.join(', ') : ''}</bdi>;
  return <bdi>{word(String(value))}</bdi>;
}
