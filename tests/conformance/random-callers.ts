/** Who sends random requests: every kind of caller, with what they can name and the words that no answer may tell them. */
import type { References } from '../matrix/probes.ts';
import { buildTenants, hiddenWord, sharedWord, type Tenants } from '../matrix/tenants.ts';
import type { Person } from '../support/wire.ts';

/** A caller. */
export interface Caller {
  readonly name: string;
  /** Missing for nobody. */
  readonly person?: Person;
  /** Names of what the organisation of the caller has. */
  readonly own: References;
  /** Names of what another organisation has; none of them holds one of the words. */
  readonly foreign: References;
  /** Words in what the caller is not to see, in lower case. */
  readonly secret: readonly string[];
}

/** The organisations, and everybody who calls; the one that keeps everything to itself is filled. */
export interface Callers {
  readonly tenants: Tenants;
  readonly callers: readonly Caller[];
}

/** What the strangers have and nobody else does. Their names alone are no secret: a colleague works for both. */
const strangersTexts = ['stranger title', 'stranger description', 'stranger-tag', 'stranger comment'];

/** What administrators of the platform must not see: the contents. Names of organisations, accounts and their keys are theirs to know. */
const contents = [
  'title',
  'description',
  'summary',
  'message',
  'value',
  'comment',
  'log',
  'task',
  'content',
  'procedure',
];
const hiddenTexts = contents.flatMap((word) => [`${hiddenWord} ${word}`, `${sharedWord} ${word}`]);

/** Builds the organisations and one caller of each kind. */
export async function buildCallers(): Promise<Callers> {
  const tenants = await buildTenants();
  const { wire, stranger, partner, keeper } = tenants;
  const { organisation } = stranger.person;
  const hidden = await tenants.fillHidden();
  const reader = await wire.person(organisation, 'read-only', 'reader@stranger.test');
  const analyst = await wire.person(organisation, 'analyst', 'analyst@stranger.test');
  const platform = await wire.person(wire.world.organisations.admin, 'admin', 'fuzz@platform.test');
  const secret = [hiddenWord, sharedWord];
  const foreign = withoutWords(hidden, secret);
  const strangers = { own: stranger.references, foreign, secret };
  const callers: readonly Caller[] = [
    { name: 'nobody', ...strangers },
    { name: 'reader', person: reader, ...strangers },
    { name: 'analyst', person: analyst, ...strangers },
    { name: 'stranger', person: stranger.person, ...strangers },
    { name: 'partner', person: partner.person, own: partner.references, foreign, secret: [hiddenWord] },
    { name: 'platformAdmin', person: platform, own: {}, foreign, secret: hiddenTexts },
    {
      name: 'keeper',
      person: keeper,
      own: hidden,
      foreign: withoutWords(stranger.references, ['stranger']),
      secret: strangersTexts,
    },
  ];
  return { tenants, callers };
}

/** Names that hold none of the words: an answer may repeat what it was asked. */
function withoutWords(references: References, words: readonly string[]): References {
  return Object.fromEntries(
    Object.entries(references).map(([name, values]) => [
      name,
      values.filter((value) => !words.some((word) => value.includes(word))),
    ]),
  );
}
