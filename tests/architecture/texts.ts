/** Checks the words of every text file: nothing that only makes sense on one machine or in one head. */
import { forbiddenTexts } from './rules.ts';
import type { Finding } from './source.ts';

const textFile = /\.(?:[cm]?[jt]sx?|json|md|sql|css|html|sh|toml|ya?ml|py|txt)$|^\.ci\//;
const writtenByOthers: readonly string[] = ['package-lock.json', 'LICENSE'];

/** Whether the words of a file are ours to choose. */
export function isOurText(path: string): boolean {
  return textFile.test(path) && !writtenByOthers.includes(path);
}

/** Forbidden texts in one file. */
export function forbiddenTextsIn(path: string, text: string): Finding[] {
  return text.split('\n').flatMap((line, index) =>
    forbiddenTexts.flatMap(({ pattern, because }) => {
      const found = pattern.exec(line)?.[0];
      return found === undefined
        ? []
        : [{ path, line: index + 1, message: `contains "${found}": ${because}` }];
    }),
  );
}
