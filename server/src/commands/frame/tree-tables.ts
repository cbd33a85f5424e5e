/** The tables that hold what belongs to cases and alerts, drawn from the model, so that a new entity is hidden, shared and removed with them. */
import type { Entity } from '../../model/entity.ts';
import { entities } from '../../model/registry.ts';

const all: readonly Entity[] = Object.values(entities);
const children = all.filter(({ layout }) => layout.root === 'child');

/** Rows that are hidden when their case or alert is deleted. */
export const hiddenWithRoot: readonly string[] = children
  .filter(({ layout }) => layout.softDelete)
  .map(({ layout }) => layout.table);

/** Rows that are seen through a share, those of cases themselves included. */
export const seenThroughShares: readonly string[] = [
  'case',
  ...children
    .filter(
      ({ visibility }) => visibility === 'shared' || visibility === 'paired' || visibility === 'addressed',
    )
    .map(({ layout }) => layout.table),
  'custom_field_value',
  'transition',
];

/** Rows that say to whom their case is kept. */
export const keptWithCase: readonly string[] = [...seenThroughShares, entities.share.layout.table];

/** Rows that are removed with their case or alert; audit records outlive it. */
export const removedWithRoot: readonly string[] = [
  ...children.map(({ layout }) => layout.table).filter((table) => table !== entities.audit.layout.table),
  'custom_field_value',
  'transition',
  'merge_record',
];
