/** Figures as a CSV file: blocks below each other, each with its name, a line of headings and a line for each row. */
import type { Figures } from './figures.ts';

/** Text that a spreadsheet would calculate. */
const calculated = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const guarded = calculated.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function line(values: readonly (string | number | null)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** The file. Durations are seconds, shares parts of one. */
export function csvOf(
  heading: string,
  blocks: readonly { readonly title: string; readonly figures: Figures }[],
): string {
  const parts = blocks.map(({ title, figures: { axis, columns, rows } }) => {
    const headings = columns.map(({ label, form }) => (form === 'duration' ? `${label} (s)` : label));
    const lines = rows.map(({ label, cells }) =>
      line([
        label,
        ...columns.map(({ form }, index) => {
          const value = cells[index]?.value ?? null;
          return value === null || form !== 'duration' ? value : Math.round(value / 1_000);
        }),
      ]),
    );
    return `${line([title])}${line([axis, ...headings])}${lines.join('')}`;
  });
  return `\ufeff${line([heading])}\r\n${parts.join('\r\n')}`;
}
