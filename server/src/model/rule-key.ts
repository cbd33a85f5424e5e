/** The key that alerts of one rule have in common, as the database makes it: an answer to a write needs no second read. */

/** Characters of the title that count, once it is made general. */
const longest = 200;

/** What stands for something of its own in a title: numbers, digests, addresses, names of hosts and files. */
const particular =
  /[a-z0-9_@:/\\.[\]%?&=#~+-]*(?:[0-9@]|:\/\/|[a-z0-9_]\[?\.\]?[a-z0-9_])[a-z0-9_@:/\\.[\]%?&=#~+-]*/g;

/** Type, source and title, where each thing that differs from alert to alert is an asterisk. Only plain letters change case. */
export function ruleKey(type: string, source: string, title: string): string {
  const general = title
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replaceAll(particular, '*')
    .replaceAll(/\*(?:[ ,;|]+\*)+/g, '*')
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .replaceAll(/^ +| +$/g, '');
  return `${type};${source};${Array.from(general).slice(0, longest).join('')}`;
}
