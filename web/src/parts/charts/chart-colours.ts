/** The tokens that charts are drawn with, as values: a canvas knows no variables. They follow the colour scheme. */
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

/** Colours of a chart in the present scheme. */
export interface ChartColours {
  readonly scheme: 'light' | 'dark';
  /** Series in their fixed order. */
  readonly series: readonly string[];
  /** From nothing to most. */
  readonly ramp: readonly string[];
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly surface: string;
  readonly raised: string;
  readonly soft: string;
  readonly font: string;
}

function readColours(scheme: ChartColours['scheme']): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--sk-${name}`).trim();
  return {
    scheme,
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((place) => token(`s${place}`)),
    ramp: [0, 1, 2, 3, 4, 5].map((place) => token(`r${place}`)),
    text: token('text'),
    quiet: token('text-3'),
    line: token('divider-soft'),
    surface: token('surface'),
    raised: token('raised'),
    soft: token('r1'),
    font: token('font'),
  };
}

/** The colours, read anew when the scheme changes. */
export function useChartColours(): ChartColours {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return useMemo(() => readColours(scheme), [scheme]);
}
