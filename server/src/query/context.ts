/** What every part of the compiler needs to know: who asks, and which table aliases are still free. */
import type { Actor } from '../model/actor.ts';

/** The context of one compilation. */
export interface CompileContext {
  readonly actor: Actor;
  /** A table alias that nothing else in this statement uses. */
  alias(): string;
}

/** A fresh context; aliases are numbered from zero, so that equal pipelines give equal texts. */
export function createContext(actor: Actor): CompileContext {
  const used = { aliases: 0 };
  return {
    actor,
    alias() {
      const name = `t${used.aliases}`;
      used.aliases += 1;
      return name;
    },
  };
}
