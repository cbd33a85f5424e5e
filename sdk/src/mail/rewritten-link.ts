/** Unwraps links that a mail gateway replaced by its own, so that the real target is seen and judged. */

/** Gateways that carry the target in a parameter. */
const targetParameters: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)safelinks\.protection\.outlook\.com$/, 'url'],
  [/^clicktime\.symantec\.com$/, 'u'],
  [/^clicktime\.cloud\.postoffice\.net$/, 'u'],
  [/^linkprotect\.cudasvc\.com$/, 'a'],
];

/** The target of a link that a known gateway wrapped; undefined for every other link. */
export function unwrapLink(url: URL): URL | undefined {
  const parameter = targetParameters.find(([host]) => host.test(url.hostname))?.[1];
  const target = parameter === undefined ? proofpointTarget(url) : url.searchParams.get(parameter);
  const unwrapped = target === null || target === undefined ? null : URL.parse(target);
  return unwrapped !== null && /^(?:https?|ftp):$/.test(unwrapped.protocol) ? unwrapped : undefined;
}

/** Two spellings: a parameter with "-" for "%" and "_" for "/", or the target between double underscores in the path. */
function proofpointTarget(url: URL): string | undefined {
  if (url.hostname === 'urldefense.proofpoint.com') {
    const coded = url.searchParams.get('u') ?? '';
    return decode(coded.replaceAll('-', '%').replaceAll('_', '/'));
  }
  if (url.hostname !== 'urldefense.com') return undefined;
  return /^\/v3\/__(.+?)__;/
    .exec(url.href.slice(url.origin.length))?.[1]
    ?.replace(/^(https?:\/)(?=[^/])/, '$1/');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
