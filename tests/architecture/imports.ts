/** Checks imports against the table of layers, and that no sources import one another in a circle. */
import { type Layer, layers, reservedModules } from './rules.ts';
import { type Finding, type ImportedModule, isTest, type Source } from './source.ts';

/** The most precise layer that a path belongs to. */
export function layerOf(path: string, table: readonly Layer[] = layers): Layer | undefined {
  const matching = table.filter(({ place }) =>
    place.endsWith('/') ? path.startsWith(place) : path === place,
  );
  return matching.toSorted((one, other) => other.place.length - one.place.length)[0];
}

/** Imports that the table does not allow, and sources that have no row in it. Tests beside the code may import anything. */
export function forbiddenImports(sources: readonly Source[], table: readonly Layer[] = layers): Finding[] {
  return sources.flatMap((source) => {
    const layer = layerOf(source.path, table);
    if (isTest(source.path) || isToolSettings(source.path)) return [];
    if (layer === undefined) {
      return [
        {
          path: source.path,
          line: 1,
          message: 'has no layer: add a row for its folder to tests/architecture/rules.ts',
        },
      ];
    }
    return source.imports.flatMap((imported) => {
      const message = wrongImport(source.path, layer, imported, table);
      return message === undefined ? [] : [{ path: source.path, line: imported.line, message }];
    });
  });
}

/** Settings of tools at the root of the repository or of a workspace. */
function isToolSettings(path: string): boolean {
  return /^(?:[^/]+\/)?[^/]+\.config\.ts$/.test(path);
}

function wrongImport(
  path: string,
  layer: Layer,
  imported: ImportedModule,
  table: readonly Layer[],
): string | undefined {
  if (imported.target === undefined) return wrongModule(layer, imported.specifier);
  if (isTest(imported.target) && layer.name !== 'tests')
    return `imports a test, ${imported.target}: move what is shared out of it`;
  const target = layerOf(imported.target, table);
  if (target === undefined)
    return `imports ${imported.target}, which has no layer in tests/architecture/rules.ts`;
  if (target === layer) return layer.islands === true ? wrongIsland(path, layer, imported.target) : undefined;
  if (layer.imports.includes('*') || layer.imports.includes(target.name)) return undefined;
  if (target.name === 'sdk')
    return `imports a file of the SDK: import its package (${(layer.doors ?? []).join(', ') || 'not from here'})`;
  if (layer.types?.includes(target.name) === true) {
    return imported.typeOnly
      ? undefined
      : `${layer.name} may import only types of ${target.name}: write \`import type\`, and let main.ts pass the value in`;
  }
  return `${layer.name} may not import ${target.name} (${imported.target}). It may import: ${allowedWords(layer)}`;
}

function allowedWords({ imports, types = [], doors = [] }: Layer): string {
  const words = [...imports, ...types.map((name) => `types of ${name}`), ...doors];
  return words.length === 0 ? 'nothing of ours' : words.join(', ');
}

/** The first folder inside the layer, or undefined for a file directly in it. */
function islandOf(path: string, { place }: Layer): string | undefined {
  const parts = path.slice(place.length).split('/');
  return parts.length > 1 ? parts[0] : undefined;
}

function wrongIsland(path: string, layer: Layer, target: string): string | undefined {
  const [from, to] = [islandOf(path, layer), islandOf(target, layer)];
  if (to === undefined || from === undefined || from === to) return undefined;
  return `${layer.name}/${from} may not import ${layer.name}/${to}: what both need belongs to a layer below`;
}

function matches(specifier: string, module: string): boolean {
  return module.endsWith('/')
    ? specifier.startsWith(module)
    : specifier === module || specifier.startsWith(`${module}/`);
}

function wrongModule(layer: Layer, specifier: string): string | undefined {
  if (specifier.startsWith('@skep/') || specifier === 'skep') {
    return (layer.doors ?? []).includes(specifier)
      ? undefined
      : `${layer.name} may not import ${specifier}. It may import: ${allowedWords(layer)}`;
  }
  const rule = reservedModules.find(({ modules }) => modules.some((module) => matches(specifier, module)));
  if (rule === undefined) return undefined;
  const allowed = rule.only?.includes(layer.name) ?? !rule.never?.includes(layer.name);
  return allowed ? undefined : `${layer.name} may not import ${specifier}: ${rule.because}`;
}

/** Circles of imports that remain when the program runs, each told once with the whole way round. */
export function importCycles(sources: readonly Source[]): Finding[] {
  const edges = new Map(
    sources.map((source) => [source.path, source.imports.filter(({ typeOnly }) => !typeOnly)]),
  );
  const done = new Set<string>();
  const findings: Finding[] = [];
  const walk = (path: string, way: readonly string[]) => {
    const at = way.indexOf(path);
    if (at >= 0) {
      const round = [...way.slice(at), path].join(' → ');
      findings.push({
        path,
        line: 1,
        message: `imports itself through ${round}: move what they share into a file of its own`,
      });
    }
    if (at >= 0 || done.has(path)) return;
    for (const { target } of edges.get(path) ?? [])
      if (target !== undefined && edges.has(target)) walk(target, [...way, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return findings;
}
