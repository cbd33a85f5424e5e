/** Choosing a colour, with what it is worth on both grounds: a mark that nobody can tell from its ground says nothing. */
import { ColorInput } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { contrastOf } from './contrast.ts';
import classes from './form.module.css';

/** Grounds of the light and the dark scheme. */
const grounds = { light: '#ffffff', dark: '#161a20' } as const;
/** Contrast that a mark needs to its ground. */
const enough = 3;
const offered: readonly string[] = [
  '#0b6285',
  '#3346c8',
  '#7c3aed',
  '#a21caf',
  '#be123c',
  '#c2453d',
  '#c2570c',
  '#b98a2f',
  '#4d7c0f',
  '#2f8f5b',
  '#0f8f83',
  '#7b8794',
];

/** The field; an empty text is no colour. */
export function ColourField({
  value,
  error,
  onChange,
}: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('settings');
  const weak = (['light', 'dark'] as const).filter((ground) => {
    const contrast = contrastOf(value, grounds[ground]);
    return contrast !== undefined && contrast < enough;
  });
  return (
    <div>
      <ColorInput
        label={t('field.colour')}
        format="hex"
        swatches={[...offered]}
        swatchesPerRow={6}
        popoverProps={{ withinPortal: true }}
        eyeDropperButtonProps={{ 'aria-label': t('colour.pick') }}
        value={value}
        error={error}
        onChange={onChange}
      />
      {weak.map((ground) => (
        <p key={ground} className={classes.warning} role="status">
          {t(`colour.weak.${ground}`)}
        </p>
      ))}
    </div>
  );
}

/** The colour of what nobody has given one. */
const none = '#000000';

/** A small square of a colour. */
export function Swatch({ colour }: { readonly colour: string | undefined }) {
  if (colour === undefined || colour === '' || colour === none) return null;
  return (
    <span className={classes.swatch} style={{ '--swatch': colour } as CSSProperties} aria-hidden="true" />
  );
}
