/** Routes of the first start: the link that the server printed makes the first administrator, once. */
import { CodedError, type FieldFault, invalidFields } from '../../../model/errors.ts';
import { type Answer, bodyOf, type Route, type RouteCall } from '../route.ts';

async function setUp(call: RouteCall): Promise<Answer> {
  const { access, makeAdministrator } = call.services;
  const { token, login, name, password } = readSetUp(call);
  if (!(await access.setupLinks.holds(token))) throw new CodedError('setupLinkInvalid');
  // Refuses a password before the link is used up.
  await access.passwords.prepare({ login, name, email: undefined }, password);
  await access.setupLinks.redeem(token, async () => {
    const userId = await makeAdministrator({ login, name });
    await access.passwords.set(userId, password, async () => undefined);
  });
  return { status: 204 };
}

interface SetUp {
  readonly token: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

function readSetUp(call: RouteCall): SetUp {
  const body = bodyOf(call);
  const faults: FieldFault[] = [];
  const text = (key: string, accepted: string): string => {
    const value = body[key];
    if (typeof value === 'string' && value.length >= 1 && value.length <= 512) return value;
    faults.push({ kind: value === undefined ? 'missing' : 'invalid', name: key, accepted });
    return '';
  };
  const read = {
    token: text('token', 'the token of the link'),
    login: text('login', 'name in the form of an e-mail address'),
    name: text('name', 'name shown to people'),
    password: text('password', 'a password as the policy asks'),
  };
  if (faults.length > 0) throw invalidFields(faults);
  return read;
}

/** The routes. */
export const setUpRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/setup',
    permission: 'public',
    summary: 'Make the first administrator with the token of the link that the server printed',
    status: 204,
    body: {
      also: {
        token: 'the token of the link',
        login: 'name in the form of an e-mail address',
        name: 'name shown to people',
        password: 'a password as the policy asks',
      },
    },
    answer: {},
    handle: setUp,
  },
];
