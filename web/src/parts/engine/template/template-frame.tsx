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

/** The frame. */
export function TemplateFrame({ drawing, title }: { readonly drawing: Drawing; readonly title: string }) {
  const page = useMemo(() => pageOf(drawing, styleNonce()), [drawing]);
  return (
    <div className={classes.frameBox}>
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
