/** Recognises indicators in what was typed or pasted, disguised or not. What recognises them is loaded with the first text. */
import { useEffect, useState } from 'react';

/** A value and what kind of datum it is. */
export interface Indicator {
  readonly dataType: string;
  readonly value: string;
  /** The value as it may be shown. */
  readonly shown: string;
}

/** Shortest text that is looked at; shorter ones are words. */
const shortest = 4;
/** Most values that are taken from one text; a longer list belongs into the sheet for adding. */
const mostValues = 500;

/** The indicators that a text is made of; none when a part of it is a word. */
export async function recognise(text: string): Promise<readonly Indicator[]> {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length > mostValues) return [];
  const { defang, detectDataType, refang } = await import('@skep/sdk/indicators');
  const found = parts.flatMap((part): Indicator[] => {
    const value = refang(part);
    const dataType = detectDataType(value);
    return dataType === undefined ? [] : [{ dataType, value, shown: defang(value, dataType) }];
  });
  return found.length === parts.length ? found : [];
}

/** The indicators that a text is made of; none for words and while it is being looked at. */
export function useIndicators(text: string): readonly Indicator[] {
  const [found, setFound] = useState<{ readonly text: string; readonly all: readonly Indicator[] }>();
  useEffect(() => {
    if (text.length < shortest) return;
    let current = true;
    void recognise(text).then((all) => {
      if (current) setFound({ text, all });
    });
    return () => {
      current = false;
    };
  }, [text]);
  return found?.text === text ? found.all : [];
}
