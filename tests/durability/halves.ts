/** What is only half there after a crash: objects without their parts, parts without their objects, files without rows, rows without files. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { mostTold } from './findings.ts';
import { observablesOfAlert } from './writers.ts';

/** What must give no rows, by what a row would mean. */
const halves: Readonly<Record<string, string>> = {
  'An alert has not the observables it came with': `select a.id from skep.alert a left join skep.observable o on o.alert_id = a.id
    group by a.root_id, a.id having count(o.id) <> ${observablesOfAlert}`,
  'An alert and the entry of its key do not agree': `select a.id, k.alert_id from skep.alert a full join skep.alert_key k
    on k.alert_id = a.id and k.source_ref = a.source_ref where a.id is null or k.alert_id is null`,
  'A log has not the file it came with': `select l.id from skep.task_log l left join skep.attachment f on f.log_id = l.id
    group by l.root_id, l.id having count(f.id) <> 1`,
  // Going along with its case into another one is recorded with the case alone.
  'An alert has versions without records': `select * from (select t.id, t.version,
      (select count(*) from skep.audit a where a.object_id = t.id) as records,
      (select count(distinct m.target_id) from skep.merge_record m where m.kind = 'case' and m.target_id = t.case_id) as moves
    from skep.alert t) v where version <> records + moves`,
  'A status changed without its transition': `select t.id, t.status from skep.task t
    left join skep.transition h on h.object_id = t.id and h.field = 'status' and h.value_after = t.status
    group by t.root_id, t.id having count(h.id) <> 1`,
  'Something lies below a root that is not there': `select x.id from (select id, root_id from skep.task union all select id, root_id from skep.task_log
    union all select id, root_id from skep.comment union all select id, root_id from skep.observable union all select id, root_id from skep.attachment) x
    where not exists (select from skep.alert a where a.id = x.root_id) and not exists (select from skep."case" c where c.id = x.root_id)`,
  'A key stands for a request without an answer': 'select key from skep.idempotency_key where body is null',
  'A file in use is not noted':
    'select content_hash from skep.attachment where content_hash not in (select id from skep.stored_file)',
};

/** What is half there in the database. */
export async function halvesIn(session: OwnerSession): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [meaning, sql] of Object.entries(halves)) {
    const rows = await session.query(`${sql} limit ${mostTold}`);
    found.push(...rows.map((row) => `${meaning}: ${JSON.stringify(row)}`));
  }
  return found;
}

/** Files in the store whose content or row is not there, and rows whose file is not. Uploads that were cut off do not count. */
export async function brokenFiles(session: OwnerSession, dataFolder: string): Promise<readonly string[]> {
  const folder = join(dataFolder, 'files');
  const noted = await session.query('select id from skep.stored_file');
  const used = await session.query(
    'select content_hash as id from skep.attachment union select attachment_id from skep.observable where attachment_id is not null',
  );
  const names = new Set(noted.map(({ id }) => String(id)));
  const present = new Set<string>();
  const found: string[] = [];
  for (const path of await filesBelow(folder)) {
    const name = basename(path);
    present.add(name);
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (digest !== name) found.push(`The file ${relative(folder, path)} is not whole`);
    if (!names.has(name)) found.push(`The file ${relative(folder, path)} has no row`);
  }
  const lost = used.map(({ id }) => String(id)).filter((id) => !present.has(id));
  return [...found, ...lost.map((id) => `The file ${id} is in use and not there`)];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && basename(entry.parentPath) !== 'incoming')
    .map((entry) => join(entry.parentPath, entry.name));
}
