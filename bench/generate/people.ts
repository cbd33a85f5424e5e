/** Organisations, their people, tags and custom fields: what stands before the first alert. */
import type { Chance } from '../../server/src/demo/random.ts';
import { entities } from '../../server/src/model/registry.ts';
import type { Pen, Tenant } from './pen.ts';
import { businessUnits, eventKinds } from './words.ts';

/** The large organisation is the one that the first start makes. */
export interface LargeOrganisation {
  readonly id: string;
  readonly name: string;
}

/** What people are made with. */
export interface PeopleOptions {
  readonly pen: Pen;
  readonly large: LargeOrganisation;
  /** All organisations, the large one included. */
  readonly organisations: number;
  readonly profileId: string;
  /** Profile of the first person of each organisation. */
  readonly administratorId: string;
  readonly createdAt: number;
}

/** A custom field of the instance. */
export interface KnownField {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** Share of all alerts and cases that belong to the large organisation. */
const largeShare = 0.5;
const analystsOfLarge = 20;
const analystsOfOthers = 5;
const createdBy = 'bench@skep.test';

/** Makes the organisations and their people; the large one comes first. */
export function writeTenants(options: PeopleOptions): Tenant[] {
  const { pen, large, organisations, createdAt } = options;
  const others = Array.from({ length: organisations - 1 }, (_, index) => {
    const name = `organisation-${index + 2}`;
    const id = pen.takeId();
    const values = { name, description: `Department ${index + 2}`, createdAt, createdBy };
    pen.write(entities.organisation, { id, name, analysts: [] }, { id, values });
    return { id, name };
  });
  return [large, ...others].map((organisation, index) => {
    const count = index === 0 ? analystsOfLarge : analystsOfOthers;
    return { ...organisation, analysts: writeAnalysts(options, organisation, count) };
  });
}

function writeAnalysts(
  { pen, profileId, administratorId, createdAt }: PeopleOptions,
  organisation: LargeOrganisation,
  count: number,
): string[] {
  return Array.from({ length: count }, (_, index) => {
    const login = `analyst-${index + 1}@${organisation.name}.test`;
    const { id } = pen.write(
      entities.user,
      { ...organisation, analysts: [] },
      {
        values: { login, name: `Analyst ${index + 1}`, createdAt, createdBy },
        columns: { default_organisation_id: organisation.id },
      },
    );
    const profile = index === 0 ? administratorId : profileId;
    pen.addRow('membership', { user_id: id, organisation_id: organisation.id, profile_id: profile });
    return login;
  });
}

/** Makes the tags that completion offers. */
export function writeTags({ pen, createdAt }: PeopleOptions, tenants: readonly Tenant[]): void {
  const known = [...new Set(eventKinds.flatMap(({ tags }) => tags)), ...campaigns()];
  for (const tenant of tenants) {
    for (const predicate of known) {
      pen.write(entities.tag, tenant, {
        values: { namespace: '_freetags_', predicate, createdAt, createdBy },
      });
    }
  }
}

/** Tags of campaigns; low numbers are common. */
export function campaignTag(number: number): string {
  return `campaign-${number}`;
}

/** Number of campaigns. */
export const campaignCount = 200;

function campaigns(): string[] {
  return Array.from({ length: campaignCount }, (_, number) => campaignTag(number));
}

/** Makes the custom fields. */
export function writeCustomFields({ pen, createdAt, large }: PeopleOptions): Record<FieldName, KnownField> {
  const define = (name: string, type: string, options: readonly string[] = []): KnownField => {
    const values = {
      name,
      displayName: name,
      group: 'default',
      description: name,
      type,
      options,
      createdAt,
      createdBy,
    };
    const { id } = pen.write(entities.customField, { ...large, analysts: [] }, { values });
    return { id, name, type };
  };
  return {
    unit: define('business-unit', 'string', businessUnits),
    hosts: define('affected-hosts', 'integer'),
    reported: define('reported-at', 'date'),
  };
}

/** Keys of the custom fields. */
export type FieldName = 'unit' | 'hosts' | 'reported';

/** Draws organisations: the large one often, the others the more seldom the higher their number. */
export function createTenantDraw(tenants: readonly Tenant[]): (chance: Chance) => Tenant {
  const [large, ...others] = tenants;
  if (large === undefined) throw new Error('There is no organisation to draw');
  const weights = others.map((_, index) => Math.ceil(1_000 / (index + 5)));
  const places = others.flatMap((tenant, index) => Array.from({ length: weights[index] ?? 1 }, () => tenant));
  return (chance) => (places.length === 0 || chance.next() < largeShare ? large : chance.pick(places));
}
