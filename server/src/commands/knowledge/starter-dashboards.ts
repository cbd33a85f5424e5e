/** Gives an organisation the dashboards that it begins with. */
import { entities } from '../../model/registry.ts';
import { starterDashboards } from '../../model/starter-dashboards.ts';
import { asRoot } from '../frame/placement.ts';
import type { Writer } from '../frame/writer.ts';

/** Adds them to an organisation (digits of its id). They are shared and have no owner. */
export async function addStarterDashboards(write: Writer, organisationId: string): Promise<void> {
  const ids = await write.takeIds(starterDashboards.length);
  starterDashboards.forEach(({ title, description, definition }, index) => {
    const id = ids[index] ?? '';
    const values = { title, description, definition, group: 'default', status: 'Shared', formatVersion: 1 };
    write.insert(entities.dashboard, id, asRoot(id, organisationId), values, { audited: false });
  });
  write.queue({
    sql: 'update skep.organisation set starter_dashboards = true where id = $1',
    parameters: [organisationId],
  });
}

/** Adds them to every organisation that never had them; one that has removed them does not get them again. */
export async function addMissingDashboards(write: Writer, except: string): Promise<void> {
  const { rows } = await write.run({
    sql: 'select id from skep.organisation where not starter_dashboards and name <> $1 order by id',
    parameters: [except],
  });
  for (const { id } of rows) await addStarterDashboards(write, String(id));
}
