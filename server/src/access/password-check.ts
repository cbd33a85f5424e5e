/**
 * Checks a login and a password, whichever door they come through: attempts are counted first, then every provider is asked,
 * then the second factor. A login that does not exist takes the same way with the same work.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { CodedError } from '../model/errors.ts';
import type { FoundAccount } from './accounts.ts';
import type { LockOut } from './lock-out.ts';
import type { AuthProvider, SecondFactor } from './providers.ts';
import { sameBytes } from './tokens.ts';

/** A login in its stored form, its account if there is one, and a password that can be one. */
export interface PasswordCheckInput {
  readonly login: string;
  readonly account: FoundAccount | undefined;
  readonly password: string;
  readonly code: string | undefined;
}

/** Checks passwords. */
export interface PasswordCheck {
  /** The account that the password opens. Throws `authenticationFailed` or `tooManyAttempts`. */
  check(input: PasswordCheckInput): Promise<FoundAccount>;
  /**
   * The same for clients that send the password with each request: one that was right a moment ago and has not changed since
   * is not hashed again, and equal requests at the same time are one attempt.
   */
  checkRepeated(input: PasswordCheckInput): Promise<FoundAccount>;
}

/** What checking needs. */
export interface PasswordCheckDependencies {
  readonly providers: readonly AuthProvider[];
  readonly secondFactor: SecondFactor | undefined;
  readonly lockOut: LockOut;
  readonly clock: () => number;
}

/** Passwords that are remembered at most. */
const mostRemembered = 1000;
/** How long a password is remembered: a directory may change its mind. */
const rememberedMs = 60_000;

/** A checker over the given providers, asked in their order. */
export function createPasswordCheck(dependencies: PasswordCheckDependencies): PasswordCheck {
  const { lockOut } = dependencies;
  const remembered = createRememberedPasswords(dependencies.clock);
  const underWay = new Map<string, Promise<FoundAccount>>();

  const check = async (input: PasswordCheckInput): Promise<FoundAccount> => {
    const { login, account } = input;
    await lockOut.count({ login, userId: account?.account.userId });
    const accepted = await isAccepted(dependencies, input);
    if (!accepted || account === undefined) throw new CodedError('authenticationFailed');
    await lockOut.forget(account.account.userId);
    return account;
  };

  const isKnown = (input: PasswordCheckInput): input is PasswordCheckInput & { account: FoundAccount } =>
    input.account !== undefined &&
    !lockOut.isRefused(input.account.lockedUntil) &&
    remembered.knows(input.account, input.password);

  return {
    check,
    async checkRepeated(input) {
      if (isKnown(input)) return input.account;
      const proof = remembered.proofOf(input).toString('hex');
      const joined = underWay.get(proof) ?? check(input).finally(() => underWay.delete(proof));
      underWay.set(proof, joined);
      await joined;
      if (input.account !== undefined) remembered.add(input.account, input.password);
      return input.account ?? joined;
    },
  };
}

async function isAccepted(
  { providers, secondFactor }: PasswordCheckDependencies,
  { login, account, password, code }: PasswordCheckInput,
): Promise<boolean> {
  const provided = account && { userId: account.account.userId, passwordHash: account.passwordHash };
  let accepted = false;
  for (const provider of providers) {
    accepted ||= await provider.accepts({ login, account: provided, password });
  }
  if (!accepted || account === undefined || secondFactor === undefined) return accepted;
  return secondFactor.passes(account.account.userId, code);
}

/** Keeps keyed hashes of passwords that were right, each tied to the stored hash it was checked against. */
function createRememberedPasswords(clock: () => number) {
  const key = randomBytes(32);
  const kept = new Map<string, { readonly proof: Buffer; readonly until: number }>();
  const proofOf = (...parts: readonly (string | undefined)[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  return {
    proofOf: ({ login, account, password, code }: PasswordCheckInput) =>
      proofOf(login, account?.passwordHash, password, code),
    knows({ account, passwordHash }: FoundAccount, password: string): boolean {
      const known = kept.get(account.userId);
      return (
        known !== undefined &&
        known.until > clock() &&
        sameBytes(known.proof, proofOf(passwordHash, password))
      );
    },
    add({ account, passwordHash }: FoundAccount, password: string): void {
      kept.delete(account.userId);
      kept.set(account.userId, { proof: proofOf(passwordHash, password), until: clock() + rememberedMs });
      const oldest = kept.keys().next();
      if (kept.size > mostRemembered && !oldest.done) kept.delete(oldest.value);
    },
  };
}
