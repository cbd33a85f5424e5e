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
import { type Indicator, useIndicator } from './use-indicator.ts';

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
  const indicator = useIndicator(text.mode === 'all' ? text.words : '');
  const { sections, waiting } = useSections(text, indicator);
  return (
    <Palette
      onClose={() => show(undefined)}
      value={value}
      onChange={setValue}
      sections={sections}
      waiting={waiting}
      mark={indicator === undefined ? undefined : <Recognised indicator={indicator} />}
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

function Recognised({ indicator }: { readonly indicator: Indicator }) {
  const { t } = useTranslation('shell');
  return (
    <span className={classes.recognised} role="status">
      <TypeGlyph dataType={indicator.dataType} />
      {t('palette.recognised', { dataType: indicator.dataType })}
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
