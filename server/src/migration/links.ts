/** Links organisations as they are linked at the source, so that cases can be shared between them; links that are here stay as they are. */
import { runCommand } from '../commands/frame/command.ts';
import { linkOrganisations } from '../commands/settings/organisation-commands.ts';
import { CodedError } from '../model/errors.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import { callAs, isOfOneObject, type Journey } from './journey.ts';
import type { SourceOrganisation } from './source.ts';

interface Link {
  readonly from: string;
  readonly to: string;
  readonly types: RawObject;
}

/** Links all organisations that are here. `as`: the organisation in whose name the links are read. */
export async function linkAll(journey: Journey, as: SourceOrganisation): Promise<void> {
  const { names, linked } = await standingHere(journey);
  for (const link of await linksAtSource(journey, as)) {
    const { from, to, types } = link;
    if (!names.has(from) || !names.has(to) || linked.has(keyOf(from, to))) continue;
    linked.add(keyOf(from, to)).add(keyOf(to, from));
    try {
      const raw = { id: from, other: to, ...types };
      await runCommand(journey.commands, linkOrganisations, raw, callAs(journey.administrator));
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      journey.report.adapt('organisation', `${from}, linked with ${to}`, error.message);
    }
  }
}

const keyOf = (from: string, to: string): string => JSON.stringify([from, to]);

async function standingHere({ commands }: Journey) {
  const { rows } = await commands.database.read(
    { role: 'worker' },
    {
      sql: `select o.name, array(select other.name from skep.organisation_link l join skep.organisation other on other.id = l.other_id
          where l.organisation_id = o.id) as others from skep.organisation o`,
      parameters: [],
    },
  );
  const linked = rows.flatMap(({ name, others }) =>
    Array.isArray(others) ? others.map((other) => keyOf(String(name), String(other))) : [],
  );
  return { names: new Set(rows.map(({ name }) => String(name))), linked: new Set(linked) };
}

async function linksAtSource({ source }: Journey, as: SourceOrganisation): Promise<readonly Link[]> {
  const all: Link[] = [];
  try {
    for await (const page of source.list('organisation', as.reference)) all.push(...page.flatMap(linksOf));
  } catch (error) {
    // The report says it already: the list was read before, for the organisations themselves.
    if (!isOfOneObject(error)) throw error;
  }
  return all;
}

/** Links are objects with their types, or the names alone. */
function linksOf({ name, links }: RawObject): readonly Link[] {
  if (typeof name !== 'string' || !Array.isArray(links)) return [];
  return links.flatMap((given: unknown): Link[] => {
    const { toOrganisation, linkType, otherLinkType } = isRawObject(given)
      ? given
      : { toOrganisation: given };
    if (typeof toOrganisation !== 'string') return [];
    return [
      { from: name, to: toOrganisation, types: linkType === undefined ? {} : { linkType, otherLinkType } },
    ];
  });
}
