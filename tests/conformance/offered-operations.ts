/** The operations that others describe and that are offered here, with who calls each and how. */
import type { MatrixWorld, Role } from '../matrix/matrix-world.ts';
import type { MatrixCall, MatrixRow } from '../matrix/row.ts';
import { declaredOutcome, type MatrixRoute, matrixRoutes, rows } from '../matrix/table.ts';
import type { Person } from '../support/wire.ts';
import { facts, type OperationFact, signature } from './facts.ts';

/** An operation and the route that answers it. */
export interface OfferedOperation {
  readonly operation: OperationFact;
  /** Method and path without the names of its parameters. */
  readonly name: string;
  readonly route: MatrixRoute;
  /** The whole path under which the operation is described. */
  readonly path: string;
}

const byName: ReadonlyMap<string, readonly [MatrixRoute, string]> = new Map(
  matrixRoutes.flatMap((route) =>
    route.paths.map((path) => [signature(route.method, path), [route, path]] as const),
  ),
);

/** Every operation that is offered. */
export const offeredOperations: readonly OfferedOperation[] = facts.operations.flatMap((operation) => {
  const name = signature(operation.method, operation.path);
  const found = byName.get(name);
  return found === undefined ? [] : [{ operation, name, route: found[0], path: found[1] }];
});

/** Whoever the call of a row is made for, in the order in which they are taken. */
const callers = ['orgAdmin', 'platformAdmin', 'analyst', 'stranger'] as const satisfies readonly Role[];

function callerOf({ people }: MatrixWorld, route: MatrixRoute, row: MatrixRow): Person | undefined {
  const role = callers.find((one) =>
    ['answered', 'empty'].includes(declaredOutcome(route, row, one, people[one])),
  );
  return role === undefined ? undefined : people[role];
}

/** A call and who makes it. */
export interface OwnCall {
  readonly call: MatrixCall;
  readonly as: Person;
}

/** A call that is answered, and who makes it: what is somebody's own is only for whoever made it. */
export async function answeredCall(
  matrix: MatrixWorld,
  route: MatrixRoute,
  row: MatrixRow,
): Promise<OwnCall> {
  const as = callerOf(matrix, route, row) ?? matrix.make.maker;
  return { call: await row.call(matrix.make, as), as };
}

/** The rows of a route; those that nobody but the owner may call only where there are no others. */
export function answeredRows(matrix: MatrixWorld, route: MatrixRoute): readonly MatrixRow[] {
  const all = rows.filter((row) => row.route === route.name);
  const callable = all.filter((row) => callerOf(matrix, route, row) !== undefined);
  return callable.length > 0 ? callable : all;
}
