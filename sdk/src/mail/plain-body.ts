/** The body of a mail as text that is safe to show. */
import { defang, defangText } from '../indicators/index.ts';
import type { MailAnatomy } from './anatomy.ts';
import { anchorMark, tidyText, viewHtml } from './html.ts';
import { defaultMailLimits } from './limits.ts';
import { resolveTarget } from './links.ts';

/** Characters of a target shown. */
const targetShown = 300;

/**
 * What the recipient saw, as plain text: the HTML body where it shows any text, else the text body. Hidden elements are
 * left out; every target stands behind the words that lead to it; everything that could become a link is defanged.
 */
export function plainBody(anatomy: Pick<MailAnatomy, 'text' | 'html'>): string {
  const seen = anatomy.html === '' ? '' : renderHtml(anatomy.html);
  return seen === '' ? defangText(tidyText(anatomy.text.slice(0, defaultMailLimits.characters))) : seen;
}

function renderHtml(html: string): string {
  const view = viewHtml(html, defaultMailLimits.characters);
  const pieces = view.text.split(anchorMark);
  return pieces
    .map((piece, index) =>
      index % 2 === 0
        ? defangText(piece)
        : renderTarget(view.references[Number(piece)]?.target ?? '', view.base, pieces[index - 1] ?? ''),
    )
    .join('')
    .trim();
}

/** Nothing when the words before already say it. */
function renderTarget(target: string, base: string, before: string): string {
  const url = resolveTarget(target, base);
  if (url === undefined) return '';
  const isMail = url.protocol === 'mailto:';
  const full = isMail ? url.pathname : url.href;
  if (before.trimEnd().replace(/\/$/, '').endsWith(full.replace(/\/$/, ''))) return '';
  const gap = before === '' || before.endsWith('\n') ? '' : ' ';
  return `${gap}<${defang(full.slice(0, targetShown), isMail ? 'mail' : 'url')}${full.length > targetShown ? '…' : ''}>`;
}
