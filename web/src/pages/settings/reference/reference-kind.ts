/** What is particular to a kind of settings that is a list of small objects: its columns, its form, and when it may go. */
import type { ComponentType } from 'react';
import type { ReadDependants } from '../form/delete-dialog.tsx';
import type { SettingsForm } from '../form/use-settings-form.ts';
import type { SettingsColumn, SettingsRow } from '../list/settings-table.tsx';
import type { SectionId } from '../sections.ts';

/** What the fields of a form are given. */
export interface FieldsProps<Row, Values extends object> {
  /** The stored object; undefined while a new one is made. */
  readonly row: Row | undefined;
  readonly form: SettingsForm<Values>;
  /** Refusals by the name of the field. */
  readonly refused: Readonly<Record<string, string>>;
}

/** Whether something may be deleted: freely, with what depends on it, or not because it is in use or built in. */
export type Removal = 'free' | 'forced' | 'used' | 'builtIn';

/** A kind. */
export interface ReferenceKind<Row extends SettingsRow, Values extends object> {
  readonly section: Extract<
    SectionId,
    'organisations' | 'fields' | 'caseStatuses' | 'alertStatuses' | 'types'
  >;
  /** As pipelines and live frames name it. */
  readonly entity: string;
  /** Path of the API below which the objects are. */
  readonly path: string;
  readonly extraData: readonly string[];
  readonly sort: string;
  readonly columns: readonly SettingsColumn<Row>[];
  readonly nameOf: (row: Row) => string;
  /** Field that holds the name. */
  readonly nameField: string;
  readonly searched: (row: Row) => string;
  readonly valuesOf: (row: Row | undefined) => Values;
  /** The body of a request for values of the form. */
  readonly bodyOf: (values: Partial<Values>, row: Row | undefined) => Readonly<Record<string, unknown>>;
  readonly Fields: ComponentType<FieldsProps<Row, Values>>;
  /** Further blocks below the form of a stored object. */
  readonly Below?: ComponentType<{ readonly row: Row }>;
  /** Missing where objects of the kind are never deleted. */
  readonly removalOf?: (row: Row) => Removal;
  readonly dependants?: (row: Row) => ReadDependants;
}
