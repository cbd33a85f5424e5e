/** The key of a rule in words. */

/** `edr;sensor;beacon from *` → Beacon from *, with type and source beside it. */
export function ruleWords(key: string): { readonly title: string; readonly beside: string } {
  const [type = '', source = '', ...rest] = key.split(';');
  const title = rest.join(';');
  return {
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    beside: type === source ? source : `${type} / ${source}`,
  };
}
