import { describe, expect, it } from 'vitest';
import { dispositionOf, safeFileName } from './file-name.ts';

describe('the name of an uploaded file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ann\\evil.exe', 'evil.exe'],
    ['/etc/', 'file'],
    ['..', 'file'],
    ['.', 'file'],
    ['', 'file'],
    [undefined, 'file'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['报告 é.docx', '报告 é.docx'],
    ['.bashrc', '.bashrc'],
    ['\ud800.txt', '\ufffd.txt'],
  ])('loses what could lead elsewhere: %j', (given, kept) => {
    expect(safeFileName(given)).toBe(kept);
  });

  it('is cut when it is too long, but keeps its ending', () => {
    const name = safeFileName(`${'é'.repeat(1_000)}.tar`);
    expect([...name]).toHaveLength(255);
    expect(name).toMatch(/é\.tar$/);
  });
});

describe('the disposition of a download', () => {
  it('quotes the name so that clients and browsers read the same', () => {
    expect(dispositionOf('attachment', 'a b.txt')).toBe('attachment; filename="a b.txt"');
    expect(dispositionOf('inline', 'a"b\\c.txt')).toBe(
      `inline; filename="a_b_c.txt"; filename*=UTF-8''a%22b%5Cc.txt`,
    );
    expect(dispositionOf('attachment', "é'.txt")).toBe(
      `attachment; filename="_'.txt"; filename*=UTF-8''%C3%A9%27.txt`,
    );
  });

  it('never breaks a header', () => {
    const header = dispositionOf('attachment', 'a\r\nSet-Cookie: x');
    expect(header).not.toMatch(/[\r\n]/);
  });
});
