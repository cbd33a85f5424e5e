/**
 * A report as it will be read, in a frame that can do nothing: no script, no form, no address of ours. The page brings a
 * policy of its own that lets it load only its style and pictures; ours holds besides, so its one style carries our nonce.
 */
import { useMemo } from 'react';
import { styleNonce } from '../../ui/style-nonce.ts';
import classes from './report.module.css';

/** The frame. */
export function ReportFrame({ html, title }: { readonly html: string; readonly title: string }) {
  const page = useMemo(() => withNonce(html, styleNonce()), [html]);
  return (
    <iframe className={classes.frame} title={title} sandbox="" srcDoc={page} data-testid="report-preview" />
  );
}

function withNonce(html: string, nonce: string): string {
  return nonce === '' ? html : html.replace('<style>', `<style nonce="${nonce}">`);
}
