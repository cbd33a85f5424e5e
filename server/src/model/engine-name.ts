/** The name of the engine: programs that know of several engines ask for runs by it. */

/** Name under which the engine of this instance is known to clients that expect servers of their own. */
export const engineName = 'local';

/** The number of the lock that every process holds which takes runs; it tells the others how many at once. */
export const engineLock = 7_537_010;
