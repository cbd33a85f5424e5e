/** The content policy refuses style elements that scripts add, unless they carry the nonce of the page. */

/** The nonce under which this page may add style elements; empty where the page came without one. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
