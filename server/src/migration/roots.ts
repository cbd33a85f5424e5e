/** Takes over the cases and the alerts of an organisation, a few at once, each with everything in it. */

import type { ReadArchive } from '../commands/archive/read-case-archive.ts';
import { takeOverAlert } from '../commands/archive/take-over-alert.ts';
import { type Arrived, takeOverCase } from '../commands/archive/take-over-case.ts';
import { findTakenOver } from '../commands/archive/taken-over.ts';
import { runCommand } from '../commands/frame/command.ts';
import type { Actor } from '../model/actor.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import { idOf, readRoot } from './contents.ts';
import { callAs, type Journey, passThrough, takeOverOne } from './journey.ts';
import type { LeftOut } from './report.ts';
import type { SourceOrganisation } from './source.ts';

/** Cases or alerts that are worked on at once. */
const atOnce = 4;

/** An organisation of the source, and the system in its namesake here. */
export interface Tenant {
  readonly organisation: SourceOrganisation;
  readonly actor: Actor;
}

/** Takes over the cases of some organisations: each with its owner, or, where the owner is none of them, with one that sees it. Gives the ids of those that failed. */
export async function takeOverCases(
  journey: Journey,
  tenants: readonly Tenant[],
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  for (const tenant of tenants)
    await passCases(journey, tenant, failed, { isElsewhere: async (object) => !isOwn(object), note: [] });
  // Whatever is shared and has not come with its owner.
  for (const tenant of tenants) {
    const isElsewhere = async (object: RawObject) =>
      isOwn(object) || failed.has(idOf(object)) || (await isHere(journey, object));
    const reason = `It belongs to an organisation that this import does not read; here to ${tenant.organisation.name}`;
    await passCases(journey, tenant, failed, { isElsewhere, note: [{ what: 'owner', reason }] });
  }
  return failed;
}

const isOwn = ({ extraData }: RawObject): boolean => !(isRawObject(extraData) && extraData.isOwner === false);

async function isHere({ commands, source }: Journey, object: RawObject): Promise<boolean> {
  const id = idOf(object);
  return (await findTakenOver(commands.database, source.client.address, 'case', [id])).has(id);
}

interface CasePass {
  readonly isElsewhere: (object: RawObject) => Promise<boolean>;
  /** Told of each case that is made. */
  readonly note: readonly LeftOut[];
}

async function passCases(
  journey: Journey,
  { organisation: as, actor }: Tenant,
  failed: Set<string>,
  { isElsewhere, note }: CasePass,
): Promise<void> {
  await passThrough(journey, {
    kind: 'case',
    as,
    atOnce,
    isElsewhere,
    work: async (object, from) => {
      const name = `#${String(object.number)}`;
      const isMade = await takeOverOne(journey, 'case', name, async () => {
        const { archive, adapted } = await readRoot(contentsOf(journey), 'case', object, as.reference);
        const arrived = await runCommand(journey.commands, takeOverCase(from, archive), {}, callAs(actor));
        count(journey, archive, arrived);
        return [...note, ...adapted, ...arrived.faults.map(asLine)].map(under(name));
      });
      if (!isMade) failed.add(from.id);
    },
  });
}

/** Takes over the alerts, tied to the cases that hold them. `failed`: ids of cases that may come when the import is repeated. */
export async function takeOverAlerts(
  journey: Journey,
  { organisation: as, actor }: Tenant,
  failed: ReadonlySet<string>,
): Promise<void> {
  const areAllRead = !journey.report.failures.some(({ what }) => what.startsWith('case '));
  const cases = new Map<string, string>();
  await passThrough(journey, {
    kind: 'alert',
    as,
    atOnce,
    async before(fresh) {
      cases.clear();
      const ids = fresh.flatMap(({ caseId }) => (typeof caseId === 'string' ? [caseId] : []));
      const { commands, source } = journey;
      const found = await findTakenOver(commands.database, source.client.address, 'case', ids);
      for (const [id, { objectId }] of found) cases.set(id, objectId);
    },
    work: async (object, from) => {
      const { caseId, sourceRef } = object;
      const name = String(sourceRef ?? idOf(object));
      const caseHere = typeof caseId === 'string' ? cases.get(caseId) : undefined;
      const isLost = typeof caseId === 'string' && caseHere === undefined;
      if (isLost && (failed.has(caseId) || !areAllRead)) {
        const reason = 'The case that holds it was not taken over; import again when it can be';
        journey.report.leave('alert', name, reason);
        return;
      }
      const note = isLost
        ? [{ what: 'case', reason: 'The key sees no such case; the alert is tied to none' }]
        : [];
      await takeOverOne(journey, 'alert', name, async () => {
        const { archive, adapted } = await readRoot(contentsOf(journey), 'alert', object, as.reference);
        const command = takeOverAlert(from, { archive, caseId: caseHere });
        const arrived = await runCommand(journey.commands, command, {}, callAs(actor));
        count(journey, archive, arrived);
        return [...note, ...adapted, ...arrived.faults.map(asLine)].map(under(name));
      });
    },
  });
}

/** Counts what came with a case or an alert. */
function count({ report }: Journey, { objects }: ReadArchive, { contents }: Arrived): void {
  // Shares are made last, and anew; what could not be shared is told.
  for (const { kind } of objects.slice(1)) if (kind !== 'share') report.of(kind).read += 1;
  for (const [kind, made] of contents) report.of(kind).made += made;
}

const contentsOf = ({ source, commands }: Journey) => ({ source, files: commands.files });

const asLine = ({ kind, name, reason }: { kind: string; name: string; reason: string }) => ({
  what: `${kind} ${name}`,
  reason,
});

const under =
  (root: string) =>
  ({ what, reason }: { what: string; reason: string }) => ({ what: `${root}: ${what}`, reason });
