/** The words of `skep import …`: what can be asked, and what is said when it is asked wrongly. */
import { parseArgs } from 'node:util';

/** Something the person at the command line can put right; its message is all that is shown. */
export class AskedWrongly extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'AskedWrongly';
  }
}

/** The variable that the key is read from when no word gives it. */
export const keyVariable = 'SKEP_IMPORT_KEY';

/** How the command is used. */
export const usage = `Usage:
  skep import thehive --from ADDRESS [--key KEY] [--organisation NAME] [--report FILE]
      Takes over what a running TheHive 3, 4 or 5, or a Skep, holds, into this instance, whose server must not run meanwhile.
      It may be interrupted and repeated: what is here already is passed over.
      --from ADDRESS       where the other instance answers, e.g. https://thehive.example
      --key KEY            API key of a user there; better in the variable ${keyVariable}, which nobody else on the machine sees
      --organisation NAME  only this organisation; all that the user belongs to when missing
      --report FILE        where the report is kept; skep-import-….json in this folder when missing
      This instance is named by the same settings as for its server, in the environment or in skep.toml.
`;

/** An import as it was asked for. */
export interface Asked {
  /** Without a slash at its end. */
  readonly address: string;
  readonly key: string;
  readonly organisation: string | undefined;
  readonly report: string | undefined;
}

const options = {
  from: { type: 'string' },
  key: { type: 'string' },
  organisation: { type: 'string' },
  report: { type: 'string' },
} as const;

/** Reads the words after `skep import`. Throws `AskedWrongly`. */
export function readWords(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Asked {
  const { values, positionals } = parse(words);
  const [product, ...rest] = positionals;
  if (product !== 'thehive' || rest.length > 0) throw new AskedWrongly(usage);
  const { from, organisation, report } = values;
  const key = values.key ?? environment[keyVariable]?.trim() ?? '';
  if (from === undefined) throw new AskedWrongly(`Say where the other instance answers: --from\n\n${usage}`);
  if (key === '') throw new AskedWrongly(`Give the API key: --key or ${keyVariable}\n\n${usage}`);
  return { address: addressIn(from), key, organisation, report };
}

function addressIn(given: string): string {
  const address = URL.parse(given);
  if (address !== null && /^https?:$/.test(address.protocol) && address.username === '')
    return `${address.origin}${address.pathname.replace(/\/+$/, '')}`;
  throw new AskedWrongly(`--from must be an address such as https://thehive.example, without a key in it.`);
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new AskedWrongly(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, error);
  }
}
