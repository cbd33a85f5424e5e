/**
 * A drawn template in a frame that can do nothing: no script, no form, no address of ours, nothing fetched. What is in it
 * is built from a short list of elements and cleaned once more by a library whose only work that is.
 */
import DOMPurify from 'dompurify';
import { useMemo } from 'react';
import { styleNonce } from '../../../ui/style-nonce.ts';
import classes from '../report.module.css';
import type { Drawing } from './draw.ts';
import { frameStyle } from './frame-style.ts';
import { drawnAttributes, drawnElements } from './markup.ts';

/** What begins a line of its own in a drawn template. */
const lineStarts = /<(?:tr|p|dt|li|h[1-6]|br|hr|pre|summary)\b|panel-heading/g;
const lineHeight = 30;
const fewestPixels = 120;
const mostPixels = 420;

/** About how high the frame has to be. A frame that runs nothing cannot be measured; whoever wants more of it pulls at its edge. */
function heightOf(html: string): number {
  const lines = html.match(lineStarts)?.length ?? 0;
  return Math.min(mostPixels, Math.max(fewestPixels, 56 + lines * lineHeight));
}

/** The frame. */
export function TemplateFrame({ drawing, title }: { readonly drawing: Drawing; readonly title: string }) {
  const page = useMemo(() => pageOf(drawing, styleNonce()), [drawing]);
  return (
    <div className={classes.frameBox} style={{ height: heightOf(drawing.html) }}>
      <iframe
        className={classes.frame}
        title={title}
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={page}
        data-testid="template-frame"
      />
    </div>
  );
}

function pageOf({ html, css }: Drawing, nonce: string): string {
  const styles = nonce === '' ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  const policy = `default-src 'none'; img-src data:; style-src ${styles}; base-uri 'none'; form-action 'none'`;
  const clean = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: [...drawnElements],
    ALLOWED_ATTR: [...drawnAttributes],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style${
    nonce === '' ? '' : ` nonce="${nonce}"`
  }>${frameStyle}${css}</style></head><body>${clean}</body></html>`;
}
