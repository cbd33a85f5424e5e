import { describe, expect, it } from 'vitest';
import { loginHere, modernised } from './modern-shape.ts';

const stamps = { _createdAt: 1, _updatedAt: 5 };

describe('an object of TheHive 4.1, in current shape', () => {
  it.each([
    [
      { status: 'Resolved', resolutionStatus: 'FalsePositive', endDate: 4 },
      { status: 'FalsePositive', closedDate: 4 },
    ],
    [
      { status: 'Resolved', endDate: 4 },
      { status: 'Other', closedDate: 4 },
    ],
    [
      { status: 'Duplicated', resolutionStatus: 'Duplicated', endDate: 4 },
      { status: 'Duplicated', closedDate: 4 },
    ],
    [{ status: 'Open' }, { status: 'Open', newDate: 1 }],
    [
      { status: 'Escalated', newDate: 2 },
      { status: 'Escalated', newDate: 2 },
    ],
  ])('is a case that says how it ended: %j', (given, expected) => {
    expect(modernised('case', { ...stamps, ...given }, true)).toMatchObject(expected);
  });

  it.each([
    [{ read: false }, { status: 'New', newDate: 1 }],
    [{ read: true }, { status: 'Ignored', closedDate: 5 }],
    [
      { read: true, caseId: '~8' },
      { status: 'Imported', importedDate: 5 },
    ],
    [
      { status: 'Updated', caseId: '~8' },
      { status: 'Imported', importedDate: 5 },
    ],
    [{ status: 'Sleeping' }, { status: 'Sleeping', newDate: 1 }],
    [
      { status: 'Imported', caseId: '~8', importedDate: 3 },
      { status: 'Imported', importedDate: 3 },
    ],
  ])('is an alert that says where it stands: %j', (given, expected) => {
    expect(modernised('alert', { ...stamps, ...given }, true)).toMatchObject(expected);
  });

  it('has the TLP of now, where its version had the older scale', () => {
    expect([0, 1, 2, 3].map((tlp) => modernised('case', { tlp }, true).tlp)).toEqual([0, 1, 2, 4]);
    expect([2, 3, 4].map((tlp) => modernised('case', { tlp }, false).tlp)).toEqual([2, 3, 4]);
  });

  it('is a log with a list of files, however many it could have', () => {
    const file = { name: 'a.txt' };
    expect(modernised('log', { attachment: file }, true).attachments).toEqual([file]);
    expect(modernised('log', { attachments: [file, file] }, false).attachments).toEqual([file, file]);
    expect(modernised('log', {}, true).attachments).toEqual([]);
  });

  it('is an observable whose unreadable reports are none', () => {
    expect(modernised('observable', { dataType: 'ip', reports: '{half' }, true).reports).toEqual({});
  });
});

it('gives a login the domain that it lacks', () => {
  expect(['Ann', ' bob@SOC.test ', '', undefined].map(loginHere)).toEqual([
    'ann@thehive.local',
    'bob@soc.test',
    undefined,
    undefined,
  ]);
});
