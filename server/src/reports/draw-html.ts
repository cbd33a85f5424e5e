/** A document as one page of HTML that needs nothing from elsewhere and can do nothing. */
import { tableShape } from './column-widths.ts';
import type { Block, LaidOutDocument, Run } from './document.ts';
import type { TlpMark } from './tlp-mark.ts';

/** What the page may load: its own style and pictures. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What widths of columns are worked out for; on the page they are parts of its width. */
const tableRoom = { width: 950, padding: 17, usual: 15, smallest: 11 } as const;

/** Letters of wide tables are of one of two smaller sizes, in pixels; the smaller one is that of `tableRoom`. */
const smallLetters = 13;

const style = `
:root { color-scheme: light dark; }
body { font: 15px/1.55 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; }
h1, h2, h3, h4 { overflow-wrap: anywhere; } h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2rem; } h3 { font-size: 1.1rem; } h4 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0; }
th, td { border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; white-space: pre-line; }
.small { font-size: 13px; } .tiny { font-size: 11px; }
.long { overflow-wrap: anywhere; min-width: 8rem; }
th { background: color-mix(in srgb, currentcolor 8%, transparent); }
p, .item { overflow-wrap: anywhere; white-space: pre-line; margin: 0.5rem 0; }
.item { display: flex; gap: 0.5rem; margin: 0.15rem 0; }
.item > span:first-child { flex: none; min-width: 1.2rem; }
.depth1 { margin-left: 1.5rem; } .depth2 { margin-left: 3rem; } .depth3 { margin-left: 4.5rem; }
@media screen and (width < 44rem) { body { margin: 1rem auto; padding: 0 1rem; font-size: 14px; } h1 { font-size: 1.4rem; } table { display: block; overflow-x: auto; } table, .small { font-size: 12px; } th, td { padding: 0.2rem 0.4rem; } .long { min-width: 6rem; } }
pre { tab-size: 4; overflow-wrap: anywhere; white-space: pre-wrap; padding: 0.6rem; background: color-mix(in srgb, currentcolor 6%, transparent); }
code { font-family: ui-monospace, monospace; font-size: 0.92em; }
blockquote { margin: 0.5rem 0; padding-left: 0.8rem; border-left: 3px solid color-mix(in srgb, currentcolor 30%, transparent); }
img { max-width: 100%; height: auto; }
.mark { width: fit-content; margin: 0 0 0 auto; padding: 0.1rem 0.4rem; font-weight: 700; background: #000; outline: 1px solid currentcolor; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
header, footer, .note { color: color-mix(in srgb, currentcolor 70%, transparent); font-size: 0.87rem; white-space: pre-line; }
@media print { th, td { padding: 0.2rem 0.3rem; } .long { min-width: 4rem; } body { margin: 0; max-width: none; } h1, h2, h3, h4 { break-after: avoid; } thead { display: table-header-group; } tr { break-inside: avoid; } }
`;

/** The mark in the margins of every printed page, where browsers draw in them; at both ends of the document everywhere. */
function markStyle({ text, colour }: TlpMark): string {
  const box = `content: "${text}"; font: 700 9pt system-ui, sans-serif; color: #${colour}; background: #000; height: fit-content; width: fit-content; margin: auto 0 auto auto; padding: 2pt 5pt;`;
  return `.mark { color: #${colour}; } @page { margin: 18mm 15mm; @top-right { ${box} } @bottom-right { ${box} } }`;
}

/** The whole page. */
export function drawHtml({ title, language, header, footer, mark, blocks }: LaidOutDocument): string {
  const marked = `<p class="mark">${escaped(mark.text)}</p>`;
  return [
    `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>`,
    `<style>${style}${markStyle(mark)}</style></head><body>`,
    marked,
    header === '' ? '' : `<header>${escaped(header)}</header>`,
    `<main>${blocks.map(drawBlock).join('\n')}</main>`,
    footer === '' ? '' : `<footer>${escaped(footer)}</footer>`,
    marked,
    '</body></html>\n',
  ].join('\n');
}

function drawBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case 'paragraph':
      return block.quoted === true
        ? `<blockquote><p>${drawRuns(block.runs)}</p></blockquote>`
        : `<p>${drawRuns(block.runs)}</p>`;
    case 'items':
      return block.items
        .map(
          ({ depth, marker, runs }) =>
            `<div class="item depth${Math.min(depth, 3)}"><span>${escaped(marker)}</span><span>${drawRuns(runs)}</span></div>`,
        )
        .join('\n');
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case 'table':
      return drawTable(block.head, block.rows);
    case 'image':
      return `<img alt="${escaped(block.name)}" src="data:${block.contentType};base64,${Buffer.from(block.bytes).toString('base64')}">`;
    case 'note':
      return `<p class="note">${escaped(block.text)}</p>`;
  }
}

function drawRuns(runs: readonly Run[]): string {
  return runs
    .map(({ text, bold, italic, code }) => {
      const inner = code === true ? `<code>${escaped(text)}</code>` : escaped(text);
      const leaning = italic === true ? `<em>${inner}</em>` : inner;
      return bold === true ? `<strong>${leaning}</strong>` : leaning;
    })
    .join('');
}

/** A table without a head has names in its first column. */
function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const top =
    head.length === 0
      ? ''
      : `<thead><tr>${head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')}</tr></thead>`;
  const body = rows.map((row) => {
    const cells = row.map((text, index) =>
      head.length === 0 && index === 0
        ? `<th scope="row">${escaped(text)}</th>`
        : `<td${hasLongWord(text) ? ' class="long"' : ''}>${escaped(text)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const { widths, letters } = tableShape(head, rows, tableRoom);
  const share = (width: number): string => ((100 * (width + tableRoom.padding)) / tableRoom.width).toFixed(1);
  // Not as a style: where the client shows the page, its policy lets in the one style sheet alone.
  const columns = widths.map((width) => `<col width="${share(width)}%">`);
  const size = letters >= tableRoom.usual ? '' : letters > smallLetters ? ' class="small"' : ' class="tiny"';
  return `<table${size}><colgroup>${columns.join('')}</colgroup>${top}<tbody>${body.join('\n')}</tbody></table>`;
}

/** Words up to here are never broken: columns are at least as wide. */
function hasLongWord(text: string): boolean {
  return /\S{19}/.test(text);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? '');
}
