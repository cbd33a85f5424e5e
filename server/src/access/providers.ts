/** Who can tell whether a password is right. Today the local accounts; directories come as further entries of the list. */
import type { PasswordHasher } from './password-hash.ts';

/** A local account as a provider sees it. */
export interface ProvidedAccount {
  readonly userId: string;
  /** Missing when it has no local password. */
  readonly passwordHash: string | undefined;
}

/** One try to sign in. The password is never empty and never longer than any password can be. */
export interface PasswordAttempt {
  readonly login: string;
  /** Missing when there is no such login. */
  readonly account: ProvidedAccount | undefined;
  readonly password: string;
}

/** A port: knows passwords. The first of the list that accepts wins. */
export interface AuthProvider {
  readonly name: string;
  /** Whether the password is right. Takes as long for logins that it does not know. */
  accepts(attempt: PasswordAttempt): Promise<boolean>;
}

/** A port: asks for more than a password. */
export interface SecondFactor {
  /** Whether the code is right, or none is needed. Throws the coded error that asks for a code when it is missing. */
  passes(userId: string, code: string | undefined): Promise<boolean>;
}

/** Local passwords. */
export function createLocalProvider(hasher: PasswordHasher): AuthProvider {
  return {
    name: 'local',
    accepts({ account, password }) {
      const stored = account?.passwordHash;
      return stored === undefined ? hasher.verifyNothing(password) : hasher.verify(stored, password);
    },
  };
}
