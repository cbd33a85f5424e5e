/** Proves that what is said to be built in here is what the server keeps. */
import { expect, it } from 'vitest';
import {
  alertStatuses,
  caseStatuses,
  neededObservableTypes,
} from '../../../../../server/src/commands/settings/built-in-lists.ts';
import { builtInProfiles } from '../../../../../server/src/model/permission.ts';
import { isBuiltInProfile, isBuiltInStatus, isBuiltInType } from './built-in.ts';

it('names the statuses, types and profiles that the server keeps', () => {
  expect(caseStatuses.filter(({ value }) => !isBuiltInStatus('case', value))).toEqual([]);
  expect(alertStatuses.filter(({ value }) => !isBuiltInStatus('alert', value))).toEqual([]);
  expect([...neededObservableTypes].filter((name) => !isBuiltInType(name))).toEqual([]);
  expect(builtInProfiles.filter(({ name }) => !isBuiltInProfile(name))).toEqual([]);
});
