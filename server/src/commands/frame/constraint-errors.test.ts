import { describe, expect, it } from 'vitest';
import {
  ConnectionLost,
  DatabaseBusy,
  ForeignKeyViolation,
  InvalidValue,
  SerializationFailure,
  StatementTimeout,
  UniqueViolation,
} from '../../storage/errors.ts';
import { asCodedError } from './constraint-errors.ts';

describe('errors of the database within a command', () => {
  it.each([
    [new UniqueViolation('user_account_login_key'), 'userAlreadyExists'],
    [new ForeignKeyViolation('membership_profile_id_fkey'), 'badRequest'],
    [new StatementTimeout('slow'), 'queryTooSlow'],
    [new DatabaseBusy('full'), 'busy'],
    [new SerializationFailure('again'), 'busy'],
    [new InvalidValue('odd'), 'badRequest'],
  ])('%o is told as %s', (error, code) => {
    expect(asCodedError(error, { login: 'ann' })).toMatchObject({ code });
  });

  it('carry what their sentence names and nothing else of the input', () => {
    const given = { type: 'siem', source: 'edr', sourceRef: '7', title: 'private', organisation: 'main' };
    const error = asCodedError(new UniqueViolation('alert_key_pkey'), given);
    expect(error).toMatchObject({ code: 'alertAlreadyExists' });
    const { title, ...named } = given;
    expect(error).toHaveProperty('parameters', named);
    expect(error).toHaveProperty('message', 'Alert siem:edr:7 already exists in organisation main');
    expect(JSON.stringify(error)).not.toContain(title);
  });

  it('pass as they are when they are nobody’s mistake', () => {
    for (const error of [new UniqueViolation('case_pkey'), new ConnectionLost('gone'), new Error('defect')])
      expect(asCodedError(error, {})).toBe(error);
  });
});
