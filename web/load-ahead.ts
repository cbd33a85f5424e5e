/**
 * Lets the browser fetch the files of a screen together with the first one. Without it they are fetched one after the
 * other: each says only when it runs which it needs next. A script of a few lines is put into the page, because one page
 * serves all addresses and only those below `/o/` need these files. It runs before anything else: later the browser would
 * be busy with the first files before it hears of the others.
 */
import type { Plugin } from 'vite';

/** Sources whose files every screen of an organisation needs. */
const ofEveryScreen = ['/web/src/pages/frame/frame.tsx'];
/** Sources of the texts by language. */
const ofLanguages = {
  en: '/web/src/texts/en/index.ts',
  fr: '/web/src/texts/fr/index.ts',
  zh: '/web/src/texts/zh/index.ts',
};

type Chunk = {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly imports: readonly string[];
  readonly modules: object;
};
type Files = Readonly<Record<string, Chunk | { readonly type: 'asset'; readonly fileName: string }>>;

/** The plugin. Fails the build when a source is in none of its files. */
export function loadAhead(): Plugin {
  return {
    name: 'skep-load-ahead',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset' || typeof page.source !== 'string') return;
      const place = this.emitFile({ type: 'asset', name: 'load-ahead.js', source: scriptOf(bundle) });
      const script = `<script src="/${this.getFileName(place)}" nonce="SKEP-NONCE"></script>`;
      page.source = page.source.replace('</title>', `</title>\n    ${script}`);
    },
  };
}

/** Adds a link for each file. The language is chosen as the client chooses it. */
function scriptOf(files: Files): string {
  const shared = withImports(files, ofEveryScreen);
  const languages = Object.fromEntries(
    Object.entries(ofLanguages).map(([language, source]) => [
      language,
      withImports(files, [source]).filter((file) => !shared.includes(file)),
    ]),
  );
  return `(() => {
  const languages = ${JSON.stringify(languages)};
  const isOurs = (name) => Object.hasOwn(languages, name);
  let chosen;
  try {
    chosen = localStorage.getItem('skep.language');
  } catch {
    // A browser that keeps nothing goes by its own languages.
  }
  const language = isOurs(chosen) ? chosen : (navigator.languages.map((name) => name.slice(0, 2)).find(isOurs) ?? 'en');
  const files = location.pathname.startsWith('/o/') ? ${JSON.stringify(shared)} : [];
  for (const file of [...files, ...languages[language]]) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = '/' + file;
    document.head.append(link);
  }
})();
`;
}

/** The files that hold the sources, with all that they import at once. */
function withImports(files: Files, sources: readonly string[]): readonly string[] {
  const chunks = Object.values(files).filter((file) => file.type === 'chunk');
  const found = new Set<string>();
  const add = (fileName: string): void => {
    if (found.has(fileName)) return;
    found.add(fileName);
    for (const next of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) add(next);
  };
  for (const source of sources) {
    const holder = chunks.find(({ modules }) => Object.keys(modules).some((id) => id.endsWith(source)));
    if (holder === undefined) throw new Error(`No file of the client holds ${source}`);
    add(holder.fileName);
  }
  return [...found];
}
