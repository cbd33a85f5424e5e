/** A value as analysts may safely read and copy it: defanged, in mono, cut in the middle, whole on focus, never a link. */
import { defang } from '@skep/sdk/fanging';
import {
  IconAt,
  IconFile,
  IconHash,
  IconLink,
  IconMail,
  IconNetwork,
  IconTag,
  IconWorld,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import classes from './observable-value.module.css';

const glyphs: Readonly<Record<string, ComponentType<{ size?: number; stroke?: number }>>> = {
  url: IconLink,
  uri_path: IconLink,
  domain: IconWorld,
  fqdn: IconWorld,
  hostname: IconWorld,
  ip: IconNetwork,
  mail: IconMail,
  'mail-subject': IconAt,
  hash: IconHash,
  file: IconFile,
  filename: IconFile,
};

/** Longest value that is shown whole in a line, in characters; longer ones keep their beginning and end. */
const longest = 64;

/** The defanged form of a value; inert types stay as they are. */
export function shownValue(dataType: string, value: string): string {
  return defang(value, dataType);
}

/** The beginning and the end of a long value. */
export function middleCut(value: string, most = longest): string {
  if (value.length <= most) return value;
  const half = Math.floor((most - 1) / 2);
  return `${value.slice(0, half)}…${value.slice(-half)}`;
}

/** The glyph of a type of observable. */
export function TypeGlyph({ dataType }: { readonly dataType: string }) {
  const Glyph = glyphs[dataType] ?? IconTag;
  return <Glyph size={15} stroke={1.6} />;
}

/** A value with the glyph of its type. */
export function ObservableValue({
  dataType,
  value,
  wide = false,
}: {
  readonly dataType: string;
  readonly value: string;
  readonly wide?: boolean;
}) {
  const shown = shownValue(dataType, value);
  return (
    <span className={classes.value} title={shown}>
      <span className={classes.glyph} aria-hidden="true">
        <TypeGlyph dataType={dataType} />
      </span>
      <span className="sk-hidden">{dataType}</span>
      {wide ? <bdi className="sk-mono sk-ellipsis">{shown}</bdi> : <CutValue text={middleCut(shown)} />}
    </span>
  );
}

/** Characters at the end of a value that stay in sight, and the shortest value whose middle gives way for them. */
const kept = 10;
const shortest = 24;

/** A value in one line whose middle gives way when there is too little room: the end tells as much as the beginning. */
function CutValue({ text }: { readonly text: string }) {
  const end = text.slice(-kept);
  // The room for the end is counted in characters of the usual width.
  const isCut = text.length >= shortest && /^[!-~]+$/u.test(end);
  if (!isCut) return <bdi className="sk-mono sk-ellipsis">{text}</bdi>;
  return (
    <bdi className={`sk-mono ${classes.cut}`}>
      <span className={classes.beginning}>{text.slice(0, -kept)}</span>
      {end}
    </bdi>
  );
}
