/** Recognises a single indicator in what was typed or pasted, disguised or not. What recognises it is loaded with the first text. */
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

async function recognise(text: string): Promise<Indicator | undefined> {
  const { defang, detectDataType, refang } = await import('@skep/sdk/indicators');
  const value = refang(text);
  const dataType = detectDataType(value);
  return dataType === undefined ? undefined : { dataType, value, shown: defang(value, dataType) };
}

/** The indicator that a text is; undefined for words and while it is being looked at. */
export function useIndicator(text: string): Indicator | undefined {
  const [found, setFound] = useState<{ readonly text: string; readonly indicator: Indicator | undefined }>();
  useEffect(() => {
    if (text.length < shortest || /\s/.test(text)) return;
    let current = true;
    void recognise(text).then((indicator) => {
      if (current) setFound({ text, indicator });
    });
    return () => {
      current = false;
    };
  }, [text]);
  return found?.text === text ? found.indicator : undefined;
}
