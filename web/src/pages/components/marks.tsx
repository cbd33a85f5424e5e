/** The small marks: severity, markings, stages, levels, people, times, values, keys. */
import { ordinaryReasons } from '@skep/sdk/indicators';
import { LevelGlyph, PapBadge, SeverityBadge, StageMark, Tag, TlpBadge } from '../../parts/badges.tsx';
import { ObservableValue } from '../../parts/observable-value.tsx';
import { OrdinaryMark } from '../../parts/ordinary-mark.tsx';
import { Avatar, Person } from '../../parts/person.tsx';
import { TaskMark } from '../../parts/task/task-mark.tsx';
import { Ago, Duration, Moment } from '../../parts/time.tsx';
import { Keys } from '../../ui/keys.tsx';
import { openedAt } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const hour = 3_600_000;
const severities = [1, 2, 3, 4] as const;
const closed = ['TruePositive', 'FalsePositive', 'Other'] as const;
const levels = ['info', 'safe', 'suspicious', 'malicious', undefined] as const;
const values = [
  ['url', 'https://sso-acme.example/login?id=1'],
  ['ip', '203.0.113.57'],
  ['mail', 'billing@acme-invoices.example'],
  ['hash', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['other', '<img src=x onerror=alert(1)>\u202Egnp.exe'],
] as const;

/** The group. */
export function Marks() {
  return (
    <Group id="marks" title="Marks">
      <Specimen name="Severity">
        {severities.map((severity) => (
          <SeverityBadge key={severity} severity={severity} />
        ))}
        {severities.map((severity) => (
          <SeverityBadge key={severity} severity={severity} word />
        ))}
      </Specimen>
      <Specimen name="TLP and PAP">
        {([0, 1, 2, 3, 4] as const).map((tlp) => (
          <TlpBadge key={tlp} tlp={tlp} />
        ))}
        {([0, 1, 2, 3] as const).map((pap) => (
          <PapBadge key={pap} pap={pap} />
        ))}
      </Specimen>
      <Specimen name="Stage of alerts and cases">
        <StageMark stage="New" status="New" kind="alert" />
        <StageMark stage="InProgress" status="InProgress" kind="alert" />
        <StageMark stage="Imported" status="Imported" kind="alert" />
        {closed.map((status) => (
          <StageMark key={status} stage="Closed" status={status} kind="case" />
        ))}
        <StageMark stage="InProgress" status="A status of one’s own" kind="case" />
        <StageMark stage="New" status="New" kind="alert" word={false} />
      </Specimen>
      <Specimen name="Status of tasks">
        {(['Waiting', 'InProgress', 'Completed', 'Cancel'] as const).map((status) => (
          <TaskMark key={status} status={status} />
        ))}
      </Specimen>
      <Specimen name="Level">
        {levels.map((level) => (
          <LevelGlyph key={level ?? 'none'} level={level} />
        ))}
      </Specimen>
      <Specimen name="Tags: plain, long, right to left">
        <Tag name="phishing" />
        <Tag name={'a-tag-that-goes-on-'.repeat(6)} />
        <Tag name="تصيد" />
      </Specimen>
      <Specimen name="People">
        <Avatar login="omar@acme.example" name="Omar Haddad" />
        <Person login="lea@acme.example" />
        <Person login="somebody@elsewhere.example" />
      </Specimen>
      <Specimen name="Times and durations">
        <Ago at={openedAt - 4 * hour} />
        <Moment at={openedAt - hour} />
        <Moment at={openedAt - 90 * hour} />
        <Duration milliseconds={52 * hour} />
        <Duration milliseconds={41_000} />
        <Duration milliseconds={undefined} />
      </Specimen>
      <Specimen name="Observable values">
        {values.map(([dataType, value]) => (
          <ObservableValue key={dataType} dataType={dataType} value={value} />
        ))}
      </Specimen>
      <Specimen name="Unlikely indicators">
        {ordinaryReasons.map((reason) => (
          <OrdinaryMark key={reason} reason={reason} />
        ))}
      </Specimen>
      <Specimen name="Keys">
        {['p', 'Shift+R', 'g a', '$mod+Enter', 'Escape'].map((keys) => (
          <Keys key={keys} keys={keys} />
        ))}
      </Specimen>
    </Group>
  );
}
