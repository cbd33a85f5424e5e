/** Reads the repository once and parses its sources, for the checks that look at all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { type Program, parseSync, Visitor } from 'oxc-parser';

/** Root of the repository. */
export const repository = resolve(import.meta.dirname, '../..');

/** Something that breaks a rule, and what to do about it. */
export interface Finding {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** A module that a source names. */
export interface ImportedModule {
  readonly specifier: string;
  /** For relative ones the path from the root of the repository. */
  readonly target: string | undefined;
  /** `import type` and `export type`: gone when the program runs. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A parsed source file. */
export interface Source {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly imports: readonly ImportedModule[];
  /** Line, counted from 1, of an offset in the text. */
  readonly lineAt: (offset: number) => number;
  /** What the parser could not read. */
  readonly errors: readonly string[];
}

const skippedFolders: readonly string[] = [
  'node_modules',
  '.git',
  'dist',
  'coverage',
  'fixtures',
  '.venv',
  '__pycache__',
];

/** Paths of all files of the repository that a person wrote. Installed, built and sample files are left out. */
export function repositoryFiles(folder = ''): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return isSkipped(entry.name) ? [] : repositoryFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Also clients that are being built, by other tests perhaps: they come and go while the tree is read. */
function isSkipped(folder: string): boolean {
  return skippedFolders.includes(folder) || folder.startsWith('dist-');
}

/** Text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** All sources of the repository, parsed. */
export function readSources(): Source[] {
  const paths = repositoryFiles().filter((path) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path));
  return paths.map((path) => parseSource(path, textOf(path)));
}

/** Parses one source. */
export function parseSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  const lineAt = lineFinder(text);
  const imports = importsOf(path, program, lineAt);
  return { path, text, program, imports, lineAt, errors: errors.map(({ message }) => message) };
}

/** Whether a path is that of a test beside the code it tests. */
export function isTest(path: string): boolean {
  return /\.test(?:-d)?\.tsx?$/.test(path);
}

function lineFinder(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => ends.filter((end) => end < offset).length + 1;
}

function importsOf(path: string, program: Program, lineAt: Source['lineAt']): ImportedModule[] {
  const found: ImportedModule[] = [];
  const add = (specifier: unknown, typeOnly: boolean, start: number) => {
    if (typeof specifier !== 'string') return;
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
    found.push({ specifier, target, typeOnly, line: lineAt(start) });
  };
  new Visitor({
    ImportDeclaration: ({ source, importKind, start }) => add(source.value, importKind === 'type', start),
    ExportAllDeclaration: ({ source, exportKind, start }) => add(source.value, exportKind === 'type', start),
    ExportNamedDeclaration: ({ source, exportKind, start }) =>
      add(source?.value, exportKind === 'type', start),
    ImportExpression: ({ source, start }) =>
      add(source.type === 'Literal' ? source.value : undefined, false, start),
    TSImportType: ({ source, start }) => add(source.value, true, start),
  }).visit(program);
  return found;
}
