import { outlookFile } from './outlook-fixture.ts';
import msgreader from '@kenjiuno/msgreader';
const b = outlookFile({ texts: { '0037': 'Hello', '1000':'body text' } });
const r = new msgreader.default(b.buffer.slice(b.byteOffset, b.byteOffset+b.byteLength) as ArrayBuffer);
console.log(r.getFileData());
const { readOutlookItem } = await import('./outlook-item.ts');
console.log(readOutlookItem(Uint8Array.from(b), 10).subject);
