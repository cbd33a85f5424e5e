/** What every instance begins with: the organisation of platform administrators, a first organisation, and the built-in lists. */
import { type Actor, adminOrganisation, systemLogin } from '../../model/actor.ts';
import { permissionsOf } from '../../model/permission.ts';
import { entities } from '../../model/registry.ts';
import type { Database } from '../../storage/database.ts';
import type { IdSource } from '../frame/id-source.ts';
import { createWriter } from '../frame/writer.ts';
import { addMissingDashboards } from '../knowledge/starter-dashboards.ts';
import { addMissingBuiltIns } from './built-in-rows.ts';

/** What the first start needs. */
export interface FirstStartDependencies {
  readonly database: Database;
  readonly ids: IdSource;
  readonly clock: () => number;
}

/** The organisations that exist after the first start. */
export interface FirstOrganisations {
  readonly admin: { readonly id: string; readonly name: string };
  readonly first: { readonly id: string; readonly name: string };
}

/**
 * Makes what is missing. Several servers may start at once: one does it, the others find it done. `organisation` is the name of
 * the first organisation; it is made only when there is no other beside that of the administrators.
 */
export async function firstStart(
  dependencies: FirstStartDependencies,
  organisation: string,
): Promise<FirstOrganisations> {
  const { database, ids, clock } = dependencies;
  return database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({
      sql: `select pg_advisory_xact_lock(hashtext('skep first start'))`,
      parameters: [],
    });
    const present = await organisationsOf(transaction);
    if (present !== undefined) {
      const system = { transaction, actor: systemActor(present.admin), requestId: 'start', now: clock() };
      const writer = createWriter({ ...system, takeIds: ids.take });
      await addMissingBuiltIns(writer);
      await addMissingDashboards(writer, adminOrganisation);
      await writer.flush();
      return present;
    }
    const [adminId = '', firstId = ''] = await ids.take(2);
    const admin = { id: adminId, name: adminOrganisation };
    const write = createWriter({
      transaction,
      actor: systemActor(admin),
      requestId: 'first-start',
      now: clock(),
      takeIds: ids.take,
    });
    write.insert(
      entities.organisation,
      adminId,
      undefined,
      { name: adminOrganisation, description: 'Platform administrators' },
      { audited: false },
    );
    write.insert(
      entities.organisation,
      firstId,
      undefined,
      { name: organisation, description: 'First organisation' },
      { audited: false },
    );
    await addMissingBuiltIns(write);
    await addMissingDashboards(write, adminOrganisation);
    await write.flush();
    return { admin, first: { id: firstId, name: organisation } };
  });
}

/** The system as an actor: what background work does in nobody's name. */
export function systemActor(organisation: { readonly id: string; readonly name: string }): Actor {
  const scope = organisation.name === adminOrganisation ? 'admin' : 'organisation';
  return {
    userId: undefined,
    login: systemLogin,
    name: 'System',
    organisation,
    permissions: new Set(permissionsOf(scope)),
    person: false,
  };
}

async function organisationsOf(
  transaction: Parameters<Parameters<Database['transaction']>[1]>[0],
): Promise<FirstOrganisations | undefined> {
  const { rows } = await transaction.run({
    sql: 'select id, name from skep.organisation order by id',
    parameters: [],
  });
  const organisations = rows.map((row) => ({ id: String(row.id), name: String(row.name) }));
  const admin = organisations.find((one) => one.name === adminOrganisation);
  const first = organisations.find((one) => one.name !== adminOrganisation);
  return admin === undefined || first === undefined ? undefined : { admin, first };
}
