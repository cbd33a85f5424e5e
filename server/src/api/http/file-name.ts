/** Names of uploaded files as they may be kept and offered again: no folders, no control characters, never empty. */

/** Longest name in characters. */
const longest = 255;

/** Characters that steer terminals, headers or the direction of text. */

const unwanted = /[\p{Cc}\p{Bidi_Control}]/gu;

/** A safe name for a given one. */
export function safeFileName(given: string | undefined): string {
  const base = (given ?? '').toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const name = base.replaceAll(unwanted, '').trim();
  if (name === '' || /^\.+$/.test(name)) return 'file';
  return [...name].length <= longest ? name : shorten(name);
}

/** Keeps the ending: programs know a file by it. */
function shorten(name: string): string {
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  return [...name].slice(0, longest - ending.length).join('') + ending;
}

/** The value of Content-Disposition that makes a browser store a file under a name instead of showing it. */
export function dispositionOf(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replaceAll(/[^\u0020-\u007e]/g, '_').replaceAll(/["\\]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encoded}`}`;
}
