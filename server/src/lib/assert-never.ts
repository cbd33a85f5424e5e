/** Lets the compiler prove that every case of a closed set is handled. */

/** Ends a `switch`: does not compile while a case is missing; throws if a value outside the type gets here anyway. */
export function assertNever(value: never): never {
  throw new TypeError(`A case that the types rule out: ${JSON.stringify(value)}`);
}
