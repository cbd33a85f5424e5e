/** Taxonomies: tags that the platform defines for everybody, in the machine-tag format of MISP. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

export const taxonomy = entity('taxonomy', {
  wireType: 'Taxonomy',
  sentence: 'A set of tags with one namespace',
  table: 'taxonomy',
  root: 'none',
  tenant: false,
  visibility: 'offered',
  nameField: 'namespace',
  fields: {
    ...stamps,
    ...version,
    namespace: field.string.single('What its tags begin with, unique', {
      create: 'required',
      minimum: 1,
      maximum: 128,
    }),
    description: field.text.single('What it classifies', { create: 'required' }),
    taxonomyVersion: field.integer.single('Edition of the taxonomy', {
      create: 'required',
      aggregable: false,
    }),
    exclusive: field.boolean.single('Only one of its tags can hold at a time', {
      create: 'optional',
      fallback: false,
      output: false,
    }),
    enabled: field.boolean.single('Its tags are offered', { fallback: false, output: false }),
  },
  relations: { tags: { kind: 'children', to: 'taxonomyTag', column: 'taxonomy_id' } },
  constraints: { taxonomy_namespace_key: 'taxonomyAlreadyExists' },
  defaultSort: [{ field: 'namespace', descending: false }],
});

export const taxonomyTag = entity('taxonomyTag', {
  wireType: 'TaxonomyTag',
  sentence: 'A tag of a taxonomy',
  table: 'taxonomy_tag',
  root: 'none',
  tenant: false,
  visibility: 'offered',
  fields: {
    ...stamps,
    ...version,
    taxonomyId: field.id.single('Taxonomy it belongs to', { output: false }),
    namespace: field.string.single('Namespace of its taxonomy'),
    predicate: field.string.single('What it is about'),
    value: field.string.option('What it says of that'),
    description: field.text.option('What it means'),
    colour: field.string.single('Colour as #RRGGBB', { fallback: '#000000', maximum: 7 }),
    tagText: field.string.single('The tag as objects carry it', { output: false }),
  },
  constraints: { taxonomy_tag_tag_text_key: 'tagAlreadyExists' },
  defaultSort: [{ field: 'tagText', descending: false }],
});
