/** Checks how large sources are, what they are called, what modules hold and who touches the environment. */
import { basename } from 'node:path';
import { type Expression, type Statement, Visitor } from 'oxc-parser';
import {
  environmentPlaces,
  filledContainers,
  fogWords,
  largest,
  sizeExceptions,
  stateExceptions,
  statelessClasses,
} from './rules.ts';
import { type Finding, isTest, type Source } from './source.ts';

const startsWithAny = (path: string, places: readonly string[]) =>
  places.some((place) => path.startsWith(place));

/** Sources that the parser cannot read. */
export function unreadableSources(sources: readonly Source[]): Finding[] {
  return sources.flatMap(({ path, errors }) =>
    errors.map((error) => ({ path, line: 1, message: `cannot be parsed: ${error}` })),
  );
}

/** Files with too many lines. */
export function largeFiles(sources: readonly Source[]): Finding[] {
  const counted = sources.filter(({ path }) => !startsWithAny(path, sizeExceptions));
  return counted.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    const message = `has ${lines} lines, more than ${largest.fileLines}: find the second thing in it and give it a file`;
    return lines > largest.fileLines ? [{ path, line: 1, message }] : [];
  });
}

/** Functions with too many lines. The body of a `describe` is a list of tests, not a function. */
export function largeFunctions(sources: readonly Source[]): Finding[] {
  return sources.filter(({ path }) => !startsWithAny(path, sizeExceptions)).flatMap(largeFunctionsOf);
}

function largeFunctionsOf({ path, program, lineAt }: Source): Finding[] {
  const findings: Finding[] = [];
  const listsOfTests = new Set<number>();
  const measure = ({ start, end }: { readonly start: number; readonly end: number }) => {
    const lines = lineAt(end) - lineAt(start) + 1;
    if (lines <= largest.functionLines || listsOfTests.has(start)) return;
    const message = `a function of ${lines} lines, more than ${largest.functionLines}: name its steps and make each a function`;
    findings.push({ path, line: lineAt(start), message });
  };
  new Visitor({
    CallExpression: ({ callee, arguments: given }) => {
      if (isTest(path) && isDescribe(callee)) for (const { start } of given) listsOfTests.add(start);
    },
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program);
  return findings;
}

function isDescribe(callee: Expression): boolean {
  if (callee.type === 'Identifier') return callee.name === 'describe';
  if (callee.type === 'MemberExpression') return isDescribe(callee.object);
  return callee.type === 'CallExpression' && isDescribe(callee.callee);
}

/** Variables and containers that live as long as the module: two servers in one process, or two tests, would share them. */
export function moduleState(sources: readonly Source[]): Finding[] {
  const excepted = stateExceptions.map(({ path }) => path);
  return sources
    .filter(({ path }) => !isTest(path) && !excepted.includes(path))
    .flatMap(({ path, program, lineAt }) =>
      program.body.flatMap((statement) =>
        stateOf(statement).map(({ start, what }) => ({
          path,
          line: lineAt(start),
          message: `${what} at the top of a module: make it in a function and let main.ts pass it in`,
        })),
      ),
    );
}

function stateOf(statement: Statement): { readonly start: number; readonly what: string }[] {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declared?.type !== 'VariableDeclaration') return [];
  if (declared.kind === 'let' || declared.kind === 'var')
    return [{ start: declared.start, what: `\`${declared.kind}\`` }];
  return declared.declarations.flatMap(({ init, start }) => {
    const what = init === null ? undefined : heldState(init);
    return what === undefined ? [] : [{ start, what }];
  });
}

/** What of an initial value can change later, in words. */
function heldState(value: Expression): string | undefined {
  if (value.type === 'TSSatisfiesExpression' || value.type === 'TSAsExpression')
    return heldState(value.expression);
  if (value.type === 'ArrayExpression') return value.elements.length === 0 ? 'an empty array' : undefined;
  if (value.type === 'ObjectExpression') return value.properties.length === 0 ? 'an empty object' : undefined;
  if (value.type !== 'NewExpression') return undefined;
  const name = nameOf(value.callee);
  if (statelessClasses.some((known) => known === name)) return undefined;
  const filled = filledContainers.some((known) => known === name) && value.arguments.length > 0;
  return filled ? undefined : `\`new ${name ?? '…'}()\``;
}

/** The first name of `Name` or `Name.Part`. */
function nameOf(callee: Expression): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? nameOf(callee.object) : undefined;
}

/** Files and folders whose name says nothing, or that are not named in kebab-case (components: PascalCase). */
export function fogNames(paths: readonly string[]): Finding[] {
  const wrong = (path: string, message: string) => ({ path, line: 1, message });
  return paths.flatMap((path) => {
    const fog = path.split(/[/.\-_]/).find((word) => fogWords.some((known) => known === word.toLowerCase()));
    if (fog !== undefined) return [wrong(path, `"${fog}" says nothing: name the file after what it holds`)];
    if (/\.\d+\./.test(basename(path)))
      return [wrong(path, 'a number is not a name: say what sets it apart')];
    const form = /\.[jt]sx$/.test(path)
      ? /^(?:[A-Z][A-Za-z0-9]*|[a-z0-9-]+)\./
      : /^\.?[a-z0-9]+(?:-[a-z0-9]+)*\./;
    const source = /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path);
    return source && !form.test(basename(path))
      ? [wrong(path, 'sources are named in kebab-case: merge-cases.ts')]
      : [];
  });
}

/** Uses of the environment outside the places that may. */
export function environmentUses(sources: readonly Source[]): Finding[] {
  const places = environmentPlaces.map(({ place }) => place);
  const checked = sources.filter(({ path }) => !startsWithAny(path, places) && !isTest(path));
  return checked.flatMap(({ path, program, lineAt }) => {
    const findings: Finding[] = [];
    const message =
      'touches the environment: add a setting to server/src/config/schema.ts and take it from Config';
    const found = (start: number) => findings.push({ path, line: lineAt(start), message });
    new Visitor({
      MemberExpression: ({ object, property, start }) => {
        if (isProcess(object) && property.type === 'Identifier' && property.name === 'env') found(start);
      },
      VariableDeclarator: ({ id, init, start }) => {
        if (id.type === 'ObjectPattern' && init !== null && isProcess(init)) found(start);
      },
      ImportDeclaration: ({ source, specifiers, start }) => {
        const names = specifiers.flatMap((one) =>
          one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' ? [one.imported.name] : [],
        );
        if (/^(?:node:)?process$/.test(source.value) && names.includes('env')) found(start);
      },
    }).visit(program);
    return findings;
  });
}

function isProcess(expression: Expression): boolean {
  if (expression.type === 'Identifier') return expression.name === 'process';
  return (
    expression.type === 'MemberExpression' &&
    expression.property.type === 'Identifier' &&
    expression.property.name === 'process'
  );
}
