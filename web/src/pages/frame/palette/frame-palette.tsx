/** The palette of the frame: acts of the screen, places, cases, alerts, observables and people behind one field. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TypeGlyph } from '../../../parts/observable-value.tsx';
import { palettePrefixes, readPaletteText } from '../../../parts/shell/palette-text.ts';
import { Keys } from '../../../ui/keys.tsx';
import { Palette, PaletteDialog } from '../../../ui/palette.tsx';
import { useShell } from '../shell-state.tsx';
import classes from './frame-palette.module.css';
import { useSections } from './sections.ts';
import { type Indicator, useIndicators } from './use-indicator.ts';

/** The palette; nothing is asked of the server while it is closed. */
export function FramePalette() {
  const { t } = useTranslation('shell');
  const { open, show } = useShell();
  return (
    <PaletteDialog opened={open === 'palette'} onClose={() => show(undefined)} label={t('search.box')}>
      <Opened />
    </PaletteDialog>
  );
}

function Opened() {
  const { t } = useTranslation('shell');
  const { show } = useShell();
  const [value, setValue] = useState('');
  const text = readPaletteText(value);
  const indicators = useIndicators(text.mode === 'all' ? text.words : '');
  const { sections, waiting } = useSections(text, indicators);
  return (
    <Palette
      onClose={() => show(undefined)}
      value={value}
      onChange={setValue}
      sections={sections}
      waiting={waiting}
      mark={indicators.length === 0 ? undefined : <Recognised indicators={indicators} />}
      foot={<Foot />}
      texts={{
        label: t('search.box'),
        placeholder: t('palette.placeholder'),
        nothing: t('palette.nothing'),
        results: (count) => t('palette.results', { count }),
      }}
    />
  );
}

function Recognised({ indicators }: { readonly indicators: readonly Indicator[] }) {
  const { t } = useTranslation('shell');
  const [first] = indicators;
  if (first === undefined) return null;
  return (
    <span className={classes.recognised} role="status">
      <TypeGlyph dataType={first.dataType} />
      {indicators.length === 1
        ? t('palette.recognised', { dataType: first.dataType })
        : t('palette.values', { count: indicators.length })}
    </span>
  );
}

function Foot() {
  const { t } = useTranslation('shell');
  return (
    <>
      {palettePrefixes.map(([prefix, mode]) =>
        mode === 'all' ? null : (
          <span key={prefix} className={classes.hint}>
            <Keys keys={prefix} /> {t(`palette.prefix.${mode}`)}
          </span>
        ),
      )}
      <span className={classes.space} />
      <span className={classes.hint}>
        <Keys keys="ArrowUp ArrowDown" /> {t('palette.choose')}
      </span>
      <span className={classes.hint}>
        <Keys keys="Control+Enter" /> {t('palette.newTab')}
      </span>
    </>
  );
}
